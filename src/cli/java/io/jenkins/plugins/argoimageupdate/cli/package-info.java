/** The command line. */
package io.jenkins.plugins.argoimageupdate.cli;
