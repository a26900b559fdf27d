/** Compares the product's answers with recorded answers of the Image Updater. */
@NullMarked
package io.jenkins.plugins.argoimageupdate.cli.conformance;

import org.jspecify.annotations.NullMarked;
