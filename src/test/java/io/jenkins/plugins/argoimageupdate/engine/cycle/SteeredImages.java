package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import io.jenkins.plugins.argoimageupdate.engine.guard.Holds;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Two images of an Application, whose versions are on one branch, and what can happen to them. Versions are numbers, which stand for tags
 * such as {@code 1.41.0}; other text is a tag that no strategy chooses, and empty text is an image that the branch does not name.
 */
interface SteeredImages {

    List<String> NAMES = List.of("api", "web");

    Instant now();

    void pass(Duration time);

    Holds holds();

    /** Whether holds end, and windows open and close, with {@link #now}. */
    boolean hasClock();

    /** Whether a release counts for what was rolled back until now. */
    boolean canRelease();

    void push(String name, int version);

    void delete(String name, int version);

    /** What the branch says. */
    Map<String, String> versions() throws Exception;

    /** A person commits other versions. */
    void commit(Map<String, String> versions) throws Exception;

    /**
     * A person sets the branch back to what it was before the last commit.
     *
     * @return false if that cannot be now
     */
    boolean forceBack() throws Exception;

    /** This program goes back for a person. */
    void rollBack(Rollback rollback, Watch watch) throws Exception;

    /** A run of this program. @return for each image that waits, what for */
    Map<String, Cause> update(Watch watch) throws Exception;

    /**
     * What is configured.
     *
     * @param waitsForRelease whether nothing is written after a rollback until somebody releases the image
     */
    record Watch(boolean waitsForRelease, Map<String, Freeze> freezes) {

        /** @param url of the repository */
        String file(String url) {
            StringBuilder text = new StringBuilder("applications: [web]\nguards: {afterRollback: ")
                    .append(waitsForRelease ? "hold" : "newer")
                    .append("}\nimages:\n");
            freezes.forEach((name, freeze) -> text.append("- {alias: ")
                    .append(name)
                    .append(", image: x/")
                    .append(name)
                    .append(", forceUpdate: true, helm: {imageSpec: ")
                    .append(name)
                    .append("}, guards: {windows: [")
                    .append(freeze.windows())
                    .append("]}}\n"));
            return text + "git: {url: '" + url + "', branch: main, target: app/.argocd-source-web.yaml}\n";
        }
    }

    static GuardedImage guarded(String name) {
        return new GuardedImage("", "", "web", name, "x/" + name);
    }

    static String tag(String version) {
        return version.matches("[0-9]+") ? "1." + version + ".0" : version;
    }

    static String version(String tag) {
        return tag.replaceFirst("^1\\.(\\d+)\\.0$", "$1");
    }
}
