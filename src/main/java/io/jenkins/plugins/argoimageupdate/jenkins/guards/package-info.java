/** What keeps newer versions from being written, as jobs and the system configuration say it, and their forms. */
package io.jenkins.plugins.argoimageupdate.jenkins.guards;
