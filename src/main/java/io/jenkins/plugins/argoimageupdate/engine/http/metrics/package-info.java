/** How many requests of which kind were sent to whom. */
package io.jenkins.plugins.argoimageupdate.engine.http.metrics;
