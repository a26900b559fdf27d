/** Reads the files that the arguments of a command name. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.cli.files;

import org.jspecify.annotations.NullMarked;
