/** Which certificates are trusted. */
package io.jenkins.plugins.argoimageupdate.engine.http.tls;
