/** Templates of commit messages and branch names. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.writeback.message;

import org.jspecify.annotations.NullMarked;
