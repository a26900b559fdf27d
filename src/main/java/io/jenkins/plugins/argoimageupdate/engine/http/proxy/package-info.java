/** Which proxy a request takes, and its login. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.http.proxy;

import org.jspecify.annotations.NullMarked;
