/** Choosing the tag of an image, in one place for all strategies. */
package io.jenkins.plugins.argoimageupdate.engine.selection;
