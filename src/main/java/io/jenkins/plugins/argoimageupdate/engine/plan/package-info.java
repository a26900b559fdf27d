/** Which images change, and what has to be written where, as pure data. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.plan;

import org.jspecify.annotations.NullMarked;
