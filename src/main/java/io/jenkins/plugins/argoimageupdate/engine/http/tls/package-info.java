/** Which certificates are trusted. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.http.tls;

import org.jspecify.annotations.NullMarked;
