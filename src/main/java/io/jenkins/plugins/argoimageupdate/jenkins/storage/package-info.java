/** Files of the plugin's own in the folders of jobs and builds: written as a whole or not at all, and made anew when damaged. */
package io.jenkins.plugins.argoimageupdate.jenkins.storage;
