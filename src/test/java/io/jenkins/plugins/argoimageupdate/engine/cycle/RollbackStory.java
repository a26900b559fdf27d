package io.jenkins.plugins.argoimageupdate.engine.cycle;

import java.util.LinkedHashMap;
import java.util.Map;

/** How people move away from a version; it ends where the abandoned one is the newest of the registry. */
interface RollbackStory {

    void tell(RollbackWorld world) throws Exception;

    /** What people do to a values file. */
    static Map<String, RollbackStory> ofPeople() {
        Map<String, RollbackStory> stories = new LinkedHashMap<>();
        stories.put("the update is reverted", world -> {
            world.start();
            world.release("1.3.0");
            world.revert("HEAD");
        });
        stories.put("somebody sets an older version by hand", world -> {
            world.start();
            world.release("1.3.0");
            world.edit("1.3.0", "1.0.0");
        });
        stories.put("somebody sets a tag that nothing would choose", world -> {
            world.start();
            world.release("1.3.0");
            world.edit("1.3.0", "hotfix-7");
        });
        stories.put("a revert is reverted, and that again", world -> {
            world.start();
            world.release("1.3.0");
            world.revert("HEAD");
            world.revert("HEAD");
            world.revert("HEAD");
        });
        stories.put("the branch is set back by a forced push", world -> {
            world.start();
            world.release("1.3.0");
            world.git("reset", "--quiet", "--hard", "HEAD~1");
            world.git("push", "--quiet", "--force", "origin", "main");
        });
        stories.put("a forced push takes other commits in the place of the update", world -> {
            world.start();
            world.release("1.3.0");
            world.git("reset", "--quiet", "--hard", "HEAD~1");
            world.commit("README.md", "# Rewritten\n");
            world.git("push", "--quiet", "--force", "origin", "main");
        });
        stories.put("two updates are forced away one after the other", world -> {
            world.start();
            world.release("1.2.0");
            world.release("1.3.0");
            world.git("reset", "--quiet", "--hard", "HEAD~1");
            world.git("push", "--quiet", "--force", "origin", "main");
            world.update();
            world.git("reset", "--quiet", "--hard", "HEAD~1");
            world.git("push", "--quiet", "--force", "origin", "main");
        });
        stories.put("a squashed pull request sets an older version", world -> {
            world.start();
            world.release("1.3.0");
            world.git("checkout", "--quiet", "-b", "back");
            world.commit(RollbackWorld.VALUES, "image:\n  name: x/api\n  tag: 1.2.9\n");
            world.commit(RollbackWorld.VALUES, "image:\n  name: x/api\n  tag: 1.1.0\n");
            world.git("checkout", "--quiet", "main");
            world.git("merge", "--quiet", "--squash", "back");
            world.git("commit", "--quiet", "--message", "Back to 1.1.0 (#12)");
            world.push();
        });
        stories.put("a merge brings a revert", world -> {
            world.start();
            world.release("1.3.0");
            world.git("checkout", "--quiet", "-b", "back");
            world.git("revert", "--no-edit", "HEAD");
            world.commit("other.yaml", "a: 1\n");
            world.git("checkout", "--quiet", "main");
            world.commit("README.md", "# Meanwhile\n");
            world.git("merge", "--quiet", "--no-ff", "--no-edit", "back");
            world.push();
        });
        stories.put("our commit is merged into what somebody had, who keeps an older version", world -> {
            world.start();
            world.git("checkout", "--quiet", "-b", "mine");
            world.commit(RollbackWorld.VALUES, "image:\n  name: x/api\n  tag: 1.0.0\n");
            world.git("checkout", "--quiet", "main");
            world.release("1.3.0");
            world.git("checkout", "--quiet", "mine");
            world.git("merge", "--quiet", "--no-edit", "--strategy-option=ours", "origin/main");
            world.git("push", "--quiet", "origin", "mine:main");
            world.git("checkout", "--quiet", "main");
        });
        stories.put("somebody goes back in two steps", world -> {
            world.start();
            world.release("1.2.0");
            world.release("1.3.0");
            world.edit("1.3.0", "1.2.0");
            world.edit("1.2.0", "1.1.0");
        });
        stories.put("it is the last of a chain of updates that is reverted", world -> {
            world.start();
            world.release("1.1.1");
            world.release("1.1.2");
            world.release("1.2.0");
            world.release("1.3.0");
            world.revert("HEAD");
        });
        stories.put("all updates are reverted one after the other", world -> {
            world.start();
            world.release("1.2.0");
            world.release("1.3.0");
            world.revert("HEAD");
            world.revert("HEAD~2");
        });
        stories.put("a newer version than 1.3.0 was set, reverted, and deleted from the registry", world -> {
            world.start();
            world.release("1.3.0");
            world.release("1.3.5");
            world.edit("1.3.5", "1.1.0");
            world.registry().content().untag(RollbackWorld.IMAGE, "1.3.5");
        });
        stories.put("other files change afterwards", world -> {
            world.start();
            world.release("1.3.0");
            world.revert("HEAD");
            for (int i = 0; i < 5; i++) {
                world.commit("other.yaml", "a: " + i + "\n");
            }
            world.push();
        });
        stories.put("other lines of the file change afterwards", world -> {
            world.start();
            world.release("1.3.0");
            world.revert("HEAD");
            for (int i = 0; i < 5; i++) {
                world.edit("image:", "# " + i + "\nimage:");
            }
        });
        stories.put("the file cannot be read for a while", world -> {
            world.start();
            world.release("1.3.0");
            world.edit("image:", "image: {{\n");
            world.edit("image: {{\n", "image:");
            world.edit("1.3.0", "1.1.0");
        });
        stories.put("the author has an odd name", world -> {
            world.start();
            world.release("1.3.0");
            world.as(
                    "\u001b[31mJane \u202eDoe\u0007 of a department with a very long name, so long that it takes the whole line",
                    "revert",
                    "--no-edit",
                    "HEAD");
            world.push();
        });
        return stories;
    }

    /** Where versions are written, and how they are ordered. */
    static Map<String, RollbackStory> ofForms() {
        Map<String, RollbackStory> stories = new LinkedHashMap<>();
        stories.put("a kustomization", world -> {
            world.start(
                    watch("image: x/api", "branch: main, target: 'kustomization:/kust'"),
                    "kust/kustomization.yaml",
                    "images:\n  - name: x/api\n    newTag: 1.1.0\n");
            world.release("1.3.0");
            world.revert("HEAD");
        });
        stories.put("a kustomization whose file gets another name", world -> {
            world.start(
                    watch("image: x/api", "branch: main, target: 'kustomization:/kust'"),
                    "kust/kustomization.yml",
                    "images:\n  - name: x/api\n    newTag: 1.1.0\n");
            world.release("1.3.0");
            world.git("mv", "kust/kustomization.yml", "kust/kustomization.yaml");
            world.git("commit", "--quiet", "--message", "Rename");
            world.at("main", "kust/kustomization.yaml");
            world.edit("kust/kustomization.yaml", "1.3.0", "1.1.0");
        });
        stories.put("image and version in one value", world -> {
            world.start(
                    watch("image: x/api, helm: {imageSpec: image}", "branch: main, target: 'helmvalues:/values.yaml'"),
                    "values.yaml",
                    "image: x/api:1.1.0\n");
            world.release("1.3.0");
            world.revert("HEAD");
        });
        stories.put("name and version in two values", world -> {
            world.start(
                    watch(
                            "image: x/api, helm: {imageName: api.name, imageTag: api.tag}",
                            "branch: main, target: 'helmvalues:/values.yaml'"),
                    "values.yaml",
                    "api: {name: x/api, tag: 1.1.0}\n");
            world.release("1.3.0");
            world.revert("HEAD");
        });
        stories.put("an override file", world -> {
            world.start(OVERRIDE, OVERRIDE_FILE, parameter("1.1.0"));
            world.release("1.3.0");
            world.revert("HEAD");
        });
        stories.put("the first update, which made the file, is reverted", world -> {
            world.start(OVERRIDE, "app/values.yaml", "a: 1\n");
            world.at("main", OVERRIDE_FILE);
            world.release("1.3.0");
            world.revert("HEAD");
        });
        stories.put("the entry is removed", world -> {
            world.start(OVERRIDE, OVERRIDE_FILE, parameter("1.1.0"));
            world.release("1.3.0");
            world.commit(OVERRIDE_FILE, "helm:\n  parameters: []\n");
            world.push();
        });
        stories.put("a digest is pinned", world -> {
            world.start();
            world.release("1.3.0");
            world.edit("1.3.0", "1.1.0@sha256:" + "0".repeat(64));
        });
        stories.put("the digest of a tag that moves", world -> {
            world.watch(watch(
                    "image: 'x/api:stable', strategy: digest, helm: {imageTag: image.tag}",
                    "branch: main, target: 'helmvalues:/values.yaml'"));
            world.build("stable");
            world.commit(RollbackWorld.VALUES, "image:\n  name: x/api\n  tag: stable\n");
            world.push();
            world.update();
            world.release("stable");
            world.versions(
                    world.registry().content().digestOf("x/api", "stable").orElseThrow(), "stable");
            world.revert("HEAD");
        });
        stories.put("builds, of which the last but one is set", world -> {
            builds(world);
            world.revert("HEAD");
        });
        stories.put("builds, of which one is set that is deleted later", world -> {
            builds(world);
            world.revert("HEAD");
            world.registry().content().untag("x/api", "main-b");
        });
        stories.put("builds, of which a later one was abandoned and deleted", world -> {
            builds(world);
            world.release("main-a0");
            world.edit("main-a0", "main-b");
            world.registry().content().untag("x/api", "main-a0");
        });
        stories.put("builds, of which none is set but a tag that nothing would choose", world -> {
            builds(world);
            world.buildAs("x/api", "hotfix");
            world.edit("main-a", "hotfix");
        });
        stories.put("a push branch is set back", world -> {
            world.watch(watch(
                    "image: x/api, helm: {imageTag: image.tag}",
                    "branch: 'main:update', target: 'helmvalues:/values.yaml'"));
            world.build("1.1.0");
            world.commit(RollbackWorld.VALUES, "image:\n  name: x/api\n  tag: 1.1.0\n");
            world.push();
            world.at("update", RollbackWorld.VALUES);
            world.release("1.3.0");
            world.git("checkout", "--quiet", "-B", "update", "origin/update");
            world.git("revert", "--no-edit", "HEAD");
            world.git("push", "--quiet", "origin", "update");
            world.git("checkout", "--quiet", "main");
        });
        stories.put("a push branch is merged, and the merge reverted", world -> {
            world.start(
                    watch(
                            "image: x/api, helm: {imageTag: image.tag}",
                            "branch: 'main:update-{{range .Images}}{{.NewTag}}{{end}}',"
                                    + " target: 'helmvalues:/values.yaml'"),
                    RollbackWorld.VALUES,
                    "image:\n  name: x/api\n  tag: 1.1.0\n");
            world.release("1.3.0");
            world.git("merge", "--quiet", "--no-ff", "--no-edit", "origin/update-1.3.0");
            world.push();
            world.git("push", "--quiet", "--delete", "origin", "update-1.3.0");
            world.git("revert", "--no-edit", "--mainline", "1", "HEAD");
            world.push();
            world.at("update-1.4.0", RollbackWorld.VALUES);
        });
        stories.put("others commit very often", world -> {
            world.start();
            world.release("1.3.0");
            world.revert("HEAD");
            world.busyWith(400);
        });
        return stories;
    }

    String OVERRIDE_FILE = "app/.argocd-source-web.yaml";

    String OVERRIDE = watch(
            "image: x/api, forceUpdate: true, helm: {imageTag: image.tag}", "branch: main, target: " + OVERRIDE_FILE);

    private static String watch(String image, String git) {
        return "applications: [web]\nimages: [{" + image + "}]\ngit: {url: '%s', " + git + "}\n";
    }

    private static String parameter(String tag) {
        return "helm:\n  parameters:\n    - name: image.tag\n      value: " + tag + "\n      forcestring: true\n";
    }

    /** Two builds whose names are in no order. */
    private static void builds(RollbackWorld world) throws Exception {
        world.versions("main-a", "main-0");
        world.watch(watch(
                "image: x/api, strategy: newest-build, allowTags: 'regexp:^main-', helm: {imageTag: image.tag}",
                "branch: main, target: 'helmvalues:/values.yaml'"));
        world.build("main-c");
        world.commit(RollbackWorld.VALUES, "image:\n  name: x/api\n  tag: main-c\n");
        world.push();
        world.release("main-b");
        world.release("main-a");
    }
}
