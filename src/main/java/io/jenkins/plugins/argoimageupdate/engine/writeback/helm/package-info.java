/** Files of Helm values. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.writeback.helm;

import org.jspecify.annotations.NullMarked;
