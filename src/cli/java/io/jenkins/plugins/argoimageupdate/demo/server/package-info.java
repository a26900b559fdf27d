/** What the servers of the demo share. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.demo.server;

import org.jspecify.annotations.NullMarked;
