/** What is to change, as pure data. */
package io.jenkins.plugins.argoimageupdate.engine.plan;
