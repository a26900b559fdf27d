/** A Git repository as a remote: its address, the credentials that belong to it, the keys of its host. */
package io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote;
