/** Addresses of servers, parsed once and strictly. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.http.address;

import org.jspecify.annotations.NullMarked;
