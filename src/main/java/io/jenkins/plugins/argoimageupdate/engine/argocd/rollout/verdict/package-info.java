/** What a state of an Application means for the rollout that is waited for. No class here sends a request. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict;

import org.jspecify.annotations.NullMarked;
