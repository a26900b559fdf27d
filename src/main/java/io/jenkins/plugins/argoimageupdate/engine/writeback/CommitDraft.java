package io.jenkins.plugins.argoimageupdate.engine.writeback;

import java.util.Map;

/**
 * A commit to be made.
 *
 * @param files new content by path; a file whose content is the same already is left alone
 * @param message the whole commit message
 */
public record CommitDraft(Map<String, byte[]> files, String message) {}
