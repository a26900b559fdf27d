/** Image references, tags, platforms, tag filters, and the verdict on a tag. */
package io.jenkins.plugins.argoimageupdate.engine.image;
