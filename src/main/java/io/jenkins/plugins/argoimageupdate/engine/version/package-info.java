/** Semantic versions and constraints, as Go's Masterminds/semver reads them, and the order of numbers in tags. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.version;

import org.jspecify.annotations.NullMarked;
