/** Image references, tag filters, version constraints, strategies and the choice of a tag. No I/O. */
package io.jenkins.plugins.argoimageupdate.engine.image;
