/** Pages that bring together what is watched and what is updated: of a job, and of the whole controller. */
package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;
