/** What a native executable of the command line needs to know that GraalVM cannot find out. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.cli.nativeimage;

import org.jspecify.annotations.NullMarked;
