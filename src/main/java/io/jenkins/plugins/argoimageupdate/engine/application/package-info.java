/** What is watched: Applications, their annotations, ImageUpdater resources and explicit specifications. No I/O. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.application;

import org.jspecify.annotations.NullMarked;
