/** Text that others wrote, made fit to be shown. */
package io.jenkins.plugins.argoimageupdate.engine.text;
