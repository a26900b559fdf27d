/** A registry (and more) to try things with, in the same process. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.demo;

import org.jspecify.annotations.NullMarked;
