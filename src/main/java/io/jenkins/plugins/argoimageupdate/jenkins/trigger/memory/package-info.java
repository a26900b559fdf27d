/** What polls remember of a job. */
package io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory;
