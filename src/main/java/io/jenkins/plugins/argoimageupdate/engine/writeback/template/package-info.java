/**
 * Commit messages and branch names from templates in the language of Go's {@code text/template}, so that templates written
 * for the Image Updater give the same text here. Templates see a small closed tree of values and nothing else.
 */
package io.jenkins.plugins.argoimageupdate.engine.writeback.template;
