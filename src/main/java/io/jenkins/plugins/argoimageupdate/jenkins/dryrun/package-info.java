/** What a job's form would do if it were run now. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.jenkins.dryrun;

import org.jspecify.annotations.NullMarked;
