/** What Argo CD answers, as data, and how it is read from its JSON. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.argocd.model;

import org.jspecify.annotations.NullMarked;
