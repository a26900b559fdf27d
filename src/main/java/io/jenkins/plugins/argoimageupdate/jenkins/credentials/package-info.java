/** Jenkins' credentials for the engine, each looked up where the job that uses it may find it. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.jenkins.credentials;

import org.jspecify.annotations.NullMarked;
