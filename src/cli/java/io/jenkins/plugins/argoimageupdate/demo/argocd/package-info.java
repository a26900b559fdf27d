/** An Argo CD server in memory, which answers as recordings of a real one. */
package io.jenkins.plugins.argoimageupdate.demo.argocd;
