/** What is kept of updates, and what is shown of them. */
package io.jenkins.plugins.argoimageupdate.jenkins.view;
