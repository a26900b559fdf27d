/** Files of Helm values. */
package io.jenkins.plugins.argoimageupdate.engine.writeback.helm;
