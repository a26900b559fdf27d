/** What a state of an Application means for the rollout that is waited for. No class here sends a request. */
package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict;
