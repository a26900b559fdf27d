/** How a plan becomes files and a commit. */
package io.jenkins.plugins.argoimageupdate.engine.writeback;
