/** The {@code images} of a kustomization. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.writeback.kustomize;

import org.jspecify.annotations.NullMarked;
