/** Files that several processes share. */
package io.jenkins.plugins.argoimageupdate.engine.storage;
