/** YAML as Go programs read it: Helm, Kustomize and Argo CD read the same files, so what they take has to be taken here. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.yaml;

import org.jspecify.annotations.NullMarked;
