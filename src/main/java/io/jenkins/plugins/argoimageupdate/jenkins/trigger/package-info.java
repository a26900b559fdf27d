/** Polls registries for jobs and starts builds when there is something to update. */
package io.jenkins.plugins.argoimageupdate.jenkins.trigger;
