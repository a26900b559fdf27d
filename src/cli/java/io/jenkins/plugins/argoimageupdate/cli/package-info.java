/** The command line. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.cli;

import org.jspecify.annotations.NullMarked;
