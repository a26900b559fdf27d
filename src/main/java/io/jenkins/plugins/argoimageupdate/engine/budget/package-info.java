/** What servers may make us read, keep and wait for, in numbers. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.budget;

import org.jspecify.annotations.NullMarked;
