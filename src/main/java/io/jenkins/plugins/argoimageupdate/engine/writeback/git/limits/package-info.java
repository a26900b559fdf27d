/** Bounds of one Git operation: bytes, objects and seconds, checked while a server sends. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.writeback.git.limits;

import org.jspecify.annotations.NullMarked;
