/** The connections over which JGit fetches and pushes, and the errors they end with. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.writeback.git.transport;

import org.jspecify.annotations.NullMarked;
