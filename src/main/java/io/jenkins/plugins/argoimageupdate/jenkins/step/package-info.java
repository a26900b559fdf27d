/** The step of Pipelines and its twin for other jobs. */
package io.jenkins.plugins.argoimageupdate.jenkins.step;
