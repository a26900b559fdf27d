/** Argo CD: the client of its API and the session. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.argocd;

import org.jspecify.annotations.NullMarked;
