/** Reads the files that the arguments of a command name. */
package io.jenkins.plugins.argoimageupdate.cli.files;
