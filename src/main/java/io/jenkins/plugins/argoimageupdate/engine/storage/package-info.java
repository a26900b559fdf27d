/** Files that several processes share. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.storage;

import org.jspecify.annotations.NullMarked;
