/** Addresses of servers, parsed once and strictly. */
package io.jenkins.plugins.argoimageupdate.engine.http.address;
