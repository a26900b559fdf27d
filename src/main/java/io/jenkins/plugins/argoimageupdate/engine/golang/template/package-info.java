/** Go's {@code text/template}, as far as messages and branch names need it. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.golang.template;

import org.jspecify.annotations.NullMarked;
