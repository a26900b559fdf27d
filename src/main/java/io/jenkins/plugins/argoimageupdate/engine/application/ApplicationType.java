package io.jenkins.plugins.argoimageupdate.engine.application;

/** How an Application's manifests are made, which decides in what form an image is written. */
public enum ApplicationType {
    HELM,
    KUSTOMIZE,
    PLUGIN,
    /** A plain directory, or not known yet: no image can be written. */
    UNSUPPORTED
}
