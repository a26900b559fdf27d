/** What Go's standard library does where that decides what is accepted. */
package io.jenkins.plugins.argoimageupdate.engine.golang;
