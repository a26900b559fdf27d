/** How HTTP servers are reached: trust, proxies, time-outs. */
package io.jenkins.plugins.argoimageupdate.engine.http;
