/** The wait for a rollout: what is asked of Argo CD, what counts as done or failed, and how it is said. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import org.jspecify.annotations.NullMarked;
