/** Keeps what people moved away from out of plans. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.cycle.rollback;

import org.jspecify.annotations.NullMarked;
