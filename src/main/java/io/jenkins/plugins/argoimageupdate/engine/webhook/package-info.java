/** What registries send when an image is pushed. No I/O. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.webhook;

import org.jspecify.annotations.NullMarked;
