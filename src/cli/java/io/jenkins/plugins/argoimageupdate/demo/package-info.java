/** A registry (and more) to try things with, in the same process. */
package io.jenkins.plugins.argoimageupdate.demo;
