/** What the administrator sets up once for all jobs, and the connections that follow from it. */
package io.jenkins.plugins.argoimageupdate.jenkins.config;
