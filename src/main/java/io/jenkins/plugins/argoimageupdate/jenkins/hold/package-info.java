/** Which images of Applications are kept where they are, for all jobs of the controller. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.jenkins.hold;

import org.jspecify.annotations.NullMarked;
