/** Takes news of pushed images from registries. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.jenkins.webhook;

import org.jspecify.annotations.NullMarked;
