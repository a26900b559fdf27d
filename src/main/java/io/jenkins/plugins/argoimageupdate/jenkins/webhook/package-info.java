/** Takes news of pushed images from registries. */
package io.jenkins.plugins.argoimageupdate.jenkins.webhook;
