/** What runs: the state of each image, from the pods of the newest revision. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.engine.argocd.live;

import org.jspecify.annotations.NullMarked;
