/** The {@code images} of a kustomization. */
package io.jenkins.plugins.argoimageupdate.engine.writeback.kustomize;
