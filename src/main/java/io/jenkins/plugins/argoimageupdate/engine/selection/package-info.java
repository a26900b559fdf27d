/** Choosing the tag of an image: reading from its registry what the strategy needs, and taking the best. */
package io.jenkins.plugins.argoimageupdate.engine.selection;
