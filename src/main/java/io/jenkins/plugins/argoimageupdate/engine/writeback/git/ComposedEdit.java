package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.guard.RollbackHistory;
import io.jenkins.plugins.argoimageupdate.engine.writeback.BranchHistory;
import io.jenkins.plugins.argoimageupdate.engine.writeback.CommitDraft;
import io.jenkins.plugins.argoimageupdate.engine.writeback.RepositoryTree;
import io.jenkins.plugins.argoimageupdate.engine.writeback.TreeEdit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Several edits in one commit, such as those of several Applications in one repository. Each edit sees what the ones before it
 * wrote. An edit that fails is left out; the others go on.
 */
public final class ComposedEdit implements TreeEdit {

    private final List<TreeEdit> edits;
    private volatile List<Outcome> outcomes = List.of();

    public ComposedEdit(List<TreeEdit> edits) {
        this.edits = List.copyOf(edits);
    }

    /** What became of one edit. */
    public sealed interface Outcome {

        /** It is part of the commit. */
        record Changed() implements Outcome {}

        /** There was nothing to do. */
        record Unchanged() implements Outcome {}

        /** It is not part of the commit. */
        record Failed(UpdateException failure) implements Outcome {}
    }

    /** One outcome for each edit, in their order, on the tip that was edited last; empty before the first run. */
    public List<Outcome> outcomes() {
        return outcomes;
    }

    @Override
    public Optional<CommitDraft> edit(RepositoryTree tip) {
        Overlay overlay = new Overlay(tip);
        List<String> messages = new ArrayList<>();
        List<Outcome> made = new ArrayList<>();
        for (TreeEdit edit : edits) {
            made.add(apply(edit, overlay, messages));
        }
        outcomes = List.copyOf(made);
        return messages.isEmpty()
                ? Optional.empty()
                : Optional.of(new CommitDraft(Map.copyOf(overlay.written), message(messages)));
    }

    private static Outcome apply(TreeEdit edit, Overlay overlay, List<String> messages) {
        try {
            Optional<CommitDraft> draft = edit.edit(overlay);
            if (draft.isPresent() && overlay.write(draft.get().files())) {
                messages.add(draft.get().message());
                return new Outcome.Changed();
            }
            return new Outcome.Unchanged();
        } catch (UpdateException failure) {
            return new Outcome.Failed(failure);
        }
    }

    /** The message of one edit as it is; several below a line that counts them. */
    public static String message(List<String> messages) {
        if (messages.size() == 1) {
            return messages.get(0);
        }
        List<String> parts = new ArrayList<>();
        parts.add("build: automatic update of " + messages.size() + " applications");
        messages.forEach(message -> parts.add(message.strip()));
        return String.join("\n\n", parts) + "\n";
    }

    /** A tree with files written over it. */
    private static final class Overlay implements RepositoryTree {

        private final RepositoryTree below;
        private final Map<String, byte[]> written = new TreeMap<>();

        Overlay(RepositoryTree below) {
            this.below = below;
        }

        @Override
        public Optional<byte[]> read(String path) {
            byte[] content = written.get(path);
            return content == null ? below.read(path) : Optional.of(content.clone());
        }

        @Override
        public List<String> files(String directory) {
            Set<String> names = new TreeSet<>(below.files(directory));
            String start = directory.isEmpty() ? "" : directory + "/";
            written.keySet().stream()
                    .filter(path -> path.startsWith(start) && path.indexOf('/', start.length()) < 0)
                    .forEach(path -> names.add(path.substring(start.length())));
            return List.copyOf(names);
        }

        /** What is written here is no history yet. */
        @Override
        public List<BranchHistory> history(Collection<String> paths, RollbackHistory bound) {
            return below.history(paths, bound);
        }

        /** Takes all files or, when one of them cannot be written, none; returns whether any content is new. */
        boolean write(Map<String, byte[]> files) {
            Map<String, byte[]> changed = new TreeMap<>();
            files.forEach((path, content) -> {
                boolean same = read(path)
                        .filter(current -> Arrays.equals(current, content))
                        .isPresent();
                if (!same) {
                    changed.put(path, content);
                }
            });
            written.putAll(changed);
            return !changed.isEmpty();
        }
    }
}
