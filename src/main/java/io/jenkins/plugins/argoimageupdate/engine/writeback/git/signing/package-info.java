/** Signatures of commits: OpenPGP and SSH. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.writeback.git.signing;

import org.jspecify.annotations.NullMarked;
