/** What can go wrong, in words for its reader. */
package io.jenkins.plugins.argoimageupdate.engine.failure;
