/** What Argo CD answers, as data, and how it is read from its JSON. */
package io.jenkins.plugins.argoimageupdate.engine.argocd.model;
