/** Asks for a pushed branch to be merged, by the REST APIs of GitHub and GitLab. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.writeback.pullrequest;

import org.jspecify.annotations.NullMarked;
