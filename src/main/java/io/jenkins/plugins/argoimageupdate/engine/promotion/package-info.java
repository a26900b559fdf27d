/** Versions that are taken from where they run already, instead of from registries. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.promotion;

import org.jspecify.annotations.NullMarked;
