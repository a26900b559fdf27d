/** Semantic versions and constraints, as Go's Masterminds/semver reads them, and the order of numbers in tags. */
package io.jenkins.plugins.argoimageupdate.engine.version;
