/** What is said of work that breaks off or does not end. */
package io.jenkins.plugins.argoimageupdate.jenkins.failure;
