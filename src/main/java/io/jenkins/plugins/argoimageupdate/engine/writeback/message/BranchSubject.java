package io.jenkins.plugins.argoimageupdate.engine.writeback.message;

/**
 * What a branch is for.
 *
 * @param targetKey tells write-back targets of one repository apart; the Image Updater fills these three for pull requests
 *     only, and leaves them empty for a branch configured as {@code base:push}
 */
public record BranchSubject(String appNamespace, String appName, String targetKey) {

    /** For {@code base:push}. */
    public static final BranchSubject NONE = new BranchSubject("", "", "");
}
