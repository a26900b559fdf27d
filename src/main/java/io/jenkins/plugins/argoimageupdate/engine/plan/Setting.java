package io.jenkins.plugins.argoimageupdate.engine.plan;

/**
 * One value that is written for an image.
 *
 * @param key a Helm parameter or values key, the name of a Kustomize image in the manifests, or a plugin's variable
 */
record Setting(String key, String value) {}
