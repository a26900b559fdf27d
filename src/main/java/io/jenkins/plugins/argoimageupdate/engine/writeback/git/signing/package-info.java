/** Signatures of commits: OpenPGP and SSH. */
package io.jenkins.plugins.argoimageupdate.engine.writeback.git.signing;
