/** How HTTP servers are reached: trust, proxies, time-outs. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.http;

import org.jspecify.annotations.NullMarked;
