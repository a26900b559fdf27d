/** What is watched: the images of an Application as its annotations, an ImageUpdater resource or the watch file ask for them. */
package io.jenkins.plugins.argoimageupdate.engine.watch;
