/** The command line. */
package io.jenkins.plugins.argoimageupdate.engine.cli;
