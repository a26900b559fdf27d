/** What a run did, as plain data for pages, the command line's JSON and the return value of the step. No secrets in it. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import org.jspecify.annotations.NullMarked;
