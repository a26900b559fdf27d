/** Compares the product's answers with recorded answers of the Image Updater. */
package io.jenkins.plugins.argoimageupdate.cli.conformance;
