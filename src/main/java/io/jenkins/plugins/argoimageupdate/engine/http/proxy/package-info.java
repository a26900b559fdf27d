/** Which proxy a request takes, and its login. */
package io.jenkins.plugins.argoimageupdate.engine.http.proxy;
