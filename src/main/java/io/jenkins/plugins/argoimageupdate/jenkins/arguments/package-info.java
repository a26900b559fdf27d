/** What jobs may say about an update: the arguments of the step and of the build step, as people write them, and what they mean. */
package io.jenkins.plugins.argoimageupdate.jenkins.arguments;
