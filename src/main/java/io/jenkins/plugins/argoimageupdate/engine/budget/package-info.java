/** What servers may make us read, keep and wait for, in numbers. */
package io.jenkins.plugins.argoimageupdate.engine.budget;
