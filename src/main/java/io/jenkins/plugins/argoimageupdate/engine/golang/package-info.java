/** What Go does that the users of the Image Updater rely on: regular expressions, globs, durations, JSON. */
package io.jenkins.plugins.argoimageupdate.engine.golang;
