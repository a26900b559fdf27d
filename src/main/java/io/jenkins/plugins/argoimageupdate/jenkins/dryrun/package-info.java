/** What a job's form would do if it were run now. */
package io.jenkins.plugins.argoimageupdate.jenkins.dryrun;
