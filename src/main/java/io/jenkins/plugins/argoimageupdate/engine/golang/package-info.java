/** What Go does that the users of the Image Updater rely on: regular expressions, globs, durations, JSON. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.golang;

import org.jspecify.annotations.NullMarked;
