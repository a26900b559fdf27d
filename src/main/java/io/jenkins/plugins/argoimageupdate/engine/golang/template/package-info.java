/** Go's {@code text/template}, as far as messages and branch names need it. */
package io.jenkins.plugins.argoimageupdate.engine.golang.template;
