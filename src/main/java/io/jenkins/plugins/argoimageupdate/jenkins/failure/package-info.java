/** What is said of work that breaks off or does not end. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.jenkins.failure;

import org.jspecify.annotations.NullMarked;
