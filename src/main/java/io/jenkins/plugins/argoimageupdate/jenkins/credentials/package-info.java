/** Jenkins' credentials for the engine, each looked up where the job that uses it may find it. */
package io.jenkins.plugins.argoimageupdate.jenkins.credentials;
