/** Whether a version that people moved away from may be written again. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.guard.rollback;

import org.jspecify.annotations.NullMarked;
