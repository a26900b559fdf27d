/** How many requests of which kind were sent to whom. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.http.metrics;

import org.jspecify.annotations.NullMarked;
