/** What is watched: Applications, their annotations, ImageUpdater resources and explicit specifications. No I/O. */
package io.jenkins.plugins.argoimageupdate.engine.application;
