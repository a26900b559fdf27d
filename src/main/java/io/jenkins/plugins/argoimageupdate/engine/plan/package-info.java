/** Which images change, and what has to be written where, as pure data. */
package io.jenkins.plugins.argoimageupdate.engine.plan;
