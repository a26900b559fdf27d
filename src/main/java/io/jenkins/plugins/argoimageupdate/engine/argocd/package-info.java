/** The Argo CD API: applications, sync, resource tree and the wait for a rollout. */
package io.jenkins.plugins.argoimageupdate.engine.argocd;
