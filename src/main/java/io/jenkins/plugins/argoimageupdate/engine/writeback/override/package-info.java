/** {@code .argocd-source-<app>.yaml}: parameters that Argo CD merges into an Application's source. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.writeback.override;

import org.jspecify.annotations.NullMarked;
