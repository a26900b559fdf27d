/** What the builds of a job changed: the page of a job that lists it, its exports, and the chart of lead times. */
package io.jenkins.plugins.argoimageupdate.jenkins.history;
