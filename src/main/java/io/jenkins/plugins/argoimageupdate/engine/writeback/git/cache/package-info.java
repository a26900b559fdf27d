/** Repositories kept on disk between runs: shared by processes under a lock, and made anew when damaged. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.writeback.git.cache;

import org.jspecify.annotations.NullMarked;
