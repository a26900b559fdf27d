/** Going back to what an earlier build wrote: where the versions come from, and the builds that write them. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.jenkins.rollback;

import org.jspecify.annotations.NullMarked;
