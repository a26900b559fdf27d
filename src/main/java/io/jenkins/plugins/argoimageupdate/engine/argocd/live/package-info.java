/** What runs: the state of each image, from the pods of the newest revision. */
package io.jenkins.plugins.argoimageupdate.engine.argocd.live;
