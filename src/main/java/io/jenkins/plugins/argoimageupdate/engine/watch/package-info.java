/** What is watched: the images of an Application as its annotations, an ImageUpdater resource or the watch file ask for them. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.watch;

import org.jspecify.annotations.NullMarked;
