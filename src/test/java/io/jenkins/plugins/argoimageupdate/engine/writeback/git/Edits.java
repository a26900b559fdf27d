package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import io.jenkins.plugins.argoimageupdate.engine.writeback.CommitDraft;
import io.jenkins.plugins.argoimageupdate.engine.writeback.TreeEdit;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Edits that tests make. */
public final class Edits {

    private Edits() {}

    public static TreeEdit put(String path, String content) {
        return tip -> Optional.of(
                new CommitDraft(Map.of(path, content.getBytes(StandardCharsets.UTF_8)), "Change " + path + "\n"));
    }

    public static TreeEdit append(String path, String text) {
        return tip -> {
            String old = new String(tip.read(path).orElse(new byte[0]), StandardCharsets.UTF_8);
            return put(path, old + text).edit(tip);
        };
    }
}
