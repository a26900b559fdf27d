/** The engine inside Jenkins: one for the controller, with connections in the context of the build or job that uses it. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.jenkins.cycle;

import org.jspecify.annotations.NullMarked;
