/**
 * Commits to Git repositories without a work tree: a bare cache, a one-commit fetch, an edit of the tree in memory, and a push
 * that names the tip it expects and never forces.
 *
 * <p>No user's or system's Git configuration takes effect here, and nothing global of JGit is replaced: other users of JGit in
 * the same JVM are not disturbed.
 */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import org.jspecify.annotations.NullMarked;
