/** What the servers of the demo share. */
package io.jenkins.plugins.argoimageupdate.demo.server;
