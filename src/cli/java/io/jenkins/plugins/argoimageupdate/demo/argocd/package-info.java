/** An Argo CD server in memory, which answers as recordings of a real one. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.demo.argocd;

import org.jspecify.annotations.NullMarked;
