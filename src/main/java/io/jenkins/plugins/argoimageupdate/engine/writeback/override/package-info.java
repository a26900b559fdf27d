/** {@code .argocd-source-<app>.yaml}: parameters that Argo CD merges into an Application's source. */
package io.jenkins.plugins.argoimageupdate.engine.writeback.override;
