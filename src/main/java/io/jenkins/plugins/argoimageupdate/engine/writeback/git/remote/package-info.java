/** A Git repository as a remote: its address, the credentials that belong to it, the keys of its host. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote;

import org.jspecify.annotations.NullMarked;
