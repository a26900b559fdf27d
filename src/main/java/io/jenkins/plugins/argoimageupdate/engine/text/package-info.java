/** Text that others wrote, made fit to be shown. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.text;

import org.jspecify.annotations.NullMarked;
