/** Pages of a tag list, read as a stream. */
package io.jenkins.plugins.argoimageupdate.engine.registry.taglist;
