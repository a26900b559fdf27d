/** What is stored of updates and polls: actions of builds, report files, the history, and how files are read and written. */
package io.jenkins.plugins.argoimageupdate.jenkins.record;
