/** One run of the loop: discover, select, plan, write back, roll out, report. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.cycle;

import org.jspecify.annotations.NullMarked;
