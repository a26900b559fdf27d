/** What registries send when an image is pushed. No I/O. */
package io.jenkins.plugins.argoimageupdate.engine.webhook;
