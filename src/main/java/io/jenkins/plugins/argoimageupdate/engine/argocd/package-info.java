/** Argo CD: the client of its API and the session. */
package io.jenkins.plugins.argoimageupdate.engine.argocd;
