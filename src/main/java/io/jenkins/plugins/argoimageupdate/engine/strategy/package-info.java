/** Update strategies: how one tag of an image is preferred over the others. */
package io.jenkins.plugins.argoimageupdate.engine.strategy;
