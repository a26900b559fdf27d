/** One run of the loop: discover, select, plan, write back, roll out, report. */
package io.jenkins.plugins.argoimageupdate.engine.cycle;
