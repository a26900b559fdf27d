package io.jenkins.plugins.argoimageupdate.engine.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** What the commits on the branch say, one after the other. */
final class BranchHistory {

    private static final String OVERRIDE = ".argocd-source-shop.yaml";
    private static final Pattern TAG = Pattern.compile("name: (\\w+)\\.tag\\n\\s+value: (\\S+)");

    private final Path repository;
    private ObjectId seen;
    private Map<String, String> last = Map.of();

    BranchHistory(Path repository) throws IOException {
        this.repository = repository;
        next();
    }

    /**
     * One commit of the updater.
     *
     * @param before the tag of each image before it
     * @param after and with it
     */
    record Update(String commit, Map<String, String> before, Map<String, String> after) {}

    /** The tags that the tip of the branch says. */
    Map<String, String> tip() {
        return last;
    }

    /** The updates since the last look; fails if a commit changes nothing. */
    List<Update> next() throws IOException {
        try (Repository git = new RepositoryBuilder()
                        .setGitDir(repository.toFile())
                        .setBare()
                        .build();
                RevWalk walk = new RevWalk(git)) {
            List<RevCommit> commits = new ArrayList<>();
            RevCommit commit = walk.parseCommit(git.resolve("refs/heads/main"));
            ObjectId tip = commit.copy();
            while (!commit.equals(seen)) {
                assertThat(commit.getParentCount()).as("%s is no merge", commit).isLessThan(2);
                commits.add(commit);
                if (commit.getParentCount() == 0) {
                    break;
                }
                commit = walk.parseCommit(commit.getParent(0));
            }
            Collections.reverse(commits);
            List<Update> updates = new ArrayList<>();
            for (RevCommit each : commits) {
                if (each.getParentCount() > 0) {
                    ObjectId parentsTree = walk.parseCommit(each.getParent(0)).getTree();
                    assertThat(each.getTree().getId())
                            .as("%s changes something", each)
                            .isNotEqualTo(parentsTree);
                }
                Map<String, String> tags = tags(git, each);
                if (!tags.equals(last)) {
                    updates.add(new Update(each.name(), last, tags));
                    last = tags;
                }
            }
            seen = tip;
            return updates;
        }
    }

    private static Map<String, String> tags(Repository git, RevCommit commit) throws IOException {
        Map<String, String> tags = new HashMap<>();
        try (TreeWalk file = TreeWalk.forPath(git, OVERRIDE, commit.getTree())) {
            if (file != null) {
                byte[] content = git.open(file.getObjectId(0)).getBytes();
                Matcher tag = TAG.matcher(new String(content, StandardCharsets.UTF_8));
                while (tag.find()) {
                    tags.put(tag.group(1), tag.group(2));
                }
            }
        }
        return tags;
    }
}
