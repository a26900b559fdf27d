/** Templates of commit messages and branch names. */
package io.jenkins.plugins.argoimageupdate.engine.writeback.message;
