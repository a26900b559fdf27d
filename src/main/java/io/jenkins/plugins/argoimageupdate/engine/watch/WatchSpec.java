package io.jenkins.plugins.argoimageupdate.engine.watch;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationType;
import io.jenkins.plugins.argoimageupdate.engine.application.RepositoryUrl;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.application.target.Placeholders;
import io.jenkins.plugins.argoimageupdate.engine.application.target.RepositoryPath;
import io.jenkins.plugins.argoimageupdate.engine.application.target.TargetText;
import io.jenkins.plugins.argoimageupdate.engine.application.target.ValueFiles;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBack;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBackTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WritePlace;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WritePlaces;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is watched for one Application, wherever it was configured: annotations, an ImageUpdater resource, a watch file or the
 * arguments of a step. The stages after discovery know nothing else.
 *
 * @param settled where all of the images are written; null while the sources of the Application have to tell
 */
public record WatchSpec(
        Application application,
        List<WatchedImage> images,
        WriteBack writeBack,
        @Nullable WritePlace settled) {

    private static final int LONGEST_SHOWN = 200;
    private static final int MOST_IMAGES = Budget.IMAGE_LIST.intValue();
    private static final int LONGEST_ALIAS = Budget.ALIAS.intValue();

    public WatchSpec(Application application, List<WatchedImage> images, WriteBack writeBack) {
        this(application, images, writeBack, null);
    }

    /**
     * Makes a specification that can be carried out.
     *
     * @throws ConfigurationException if there are too many images, or they cannot be written, or not that way
     */
    public static WatchSpec of(Application application, List<WatchedImage> images, WriteBack writeBack) {
        WatchSpec spec = new WatchSpec(application, List.copyOf(images), writeBack);
        requireBounds(spec);
        if (spec.type() == ApplicationType.UNSUPPORTED) {
            throw unusable(
                    spec,
                    "Argo CD says its source type is " + application.observed().sourceTypes(),
                    "Use a Helm, Kustomize or plugin source, or a target helmvalues:<file> or kustomization:<directory>");
        }
        if (writeBack instanceof WriteBack.Git git) {
            check(spec, git);
        }
        return spec;
    }

    private static void requireBounds(WatchSpec spec) {
        if (spec.images.size() > MOST_IMAGES) {
            throw unusable(
                    spec,
                    String.format(Locale.ROOT, "it has %,d images, more than %,d", spec.images.size(), MOST_IMAGES),
                    "Name those that are to be updated");
        }
        for (WatchedImage watched : spec.images) {
            String alias = watched.image().alias();
            if (alias.length() > LONGEST_ALIAS) {
                throw unusable(
                        spec,
                        String.format(
                                Locale.ROOT,
                                "the alias '%s' has %,d characters, more than %d",
                                CleanText.line(alias, LONGEST_ALIAS),
                                alias.length(),
                                LONGEST_ALIAS),
                        "Shorten it");
            }
        }
    }

    /**
     * Sentences about targets that Argo CD does not read, or not as is meant, as far as the Application tells, and about images that cannot
     * run as it says.
     */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (writeBack instanceof WriteBack.Git) {
            warnings.addAll(new TargetWarnings(this).all());
        }
        application.observed().liveImages().stream()
                .filter(image -> images.stream()
                        .anyMatch(watched -> watched.image().isSameRepository(ImageReference.parse(image))))
                .filter(image -> !ImageReference.parseRunning(image).equals(ImageReference.parse(image)))
                .map(image -> "Argo CD reports the image '" + CleanText.line(image, LONGEST_SHOWN)
                        + "', whose tag is not valid; its version is treated as unknown")
                .forEach(warnings::add);
        return List.copyOf(warnings);
    }

    /**
     * Refuses to make a file that nobody can have been waiting for.
     *
     * @param path from the root of the repository
     * @throws ConfigurationException if Argo CD surely does not read it
     */
    public void requireReader(String path) {
        new TargetWarnings(this).requireReader(path);
    }

    /** The files of values that Argo CD reads after a file that is written, in the same repository, from its root. */
    public List<String> valueFilesAfter(WritePlace place) {
        return place.target() instanceof WriteBackTarget.HelmValues values
                ? new ValueFiles(application, place.index()).after(values.path())
                : List.of();
    }

    /** The override files in the directory of a source that Argo CD merges into it, the one with the last word first. */
    public List<String> overrideFiles(WritePlace place) {
        ApplicationSource source = place.source();
        return source.isGit() && RepositoryUrl.isSame(source.repoUrl(), place.repository())
                ? List.of(
                        TargetText.parse(application, "").in(source.path()).toString(),
                        RepositoryPath.join(source.path(), ".argocd-source.yaml"))
                : List.of();
    }

    /** The same, updating images whether they are reported as live or not. */
    public WatchSpec forced() {
        List<WatchedImage> forced = images.stream().map(WatchedImage::forced).toList();
        return with(forced);
    }

    /** The same for other images. */
    WatchSpec with(List<WatchedImage> others) {
        return new WatchSpec(application, List.copyOf(others), writeBack, settled);
    }

    /** The same with another state of the Application. */
    WatchSpec with(Application other) {
        return new WatchSpec(other, images, writeBack, settled);
    }

    /** The same for some of the images, of which it is settled where they are written. */
    public WatchSpec at(WritePlace place, List<WatchedImage> some) {
        return new WatchSpec(application, List.copyOf(some), writeBack, place);
    }

    /**
     * Where an image can be written, all in the repository and branch of {@link #place}; only the files tell which of several it is.
     *
     * @throws ConfigurationException if there is no such place, or which one it is cannot be known
     */
    public List<WritePlace> places(WatchedImage image) {
        if (settled != null) {
            return List.of(settled);
        }
        List<WritePlace> places = new WritePlaces(application, writeBack).of(image);
        WritePlace first = place();
        if (writeBack instanceof WriteBack.Git && !first.isBeside(places.get(0))) {
            throw unusable(
                    this,
                    image.image().label() + " is in " + places.get(0).describe() + ", others are in "
                            + first.describe(),
                    "Watch it in a request of its own, with its repository and branch");
        }
        return places;
    }

    /** Whether a place is one of those of an image. */
    public boolean canBeAt(WritePlace place, WatchedImage image) {
        try {
            return places(image).contains(place);
        } catch (ConfigurationException e) {
            return false;
        }
    }

    /**
     * Where the first image is written.
     *
     * @throws ConfigurationException if no image can be written anywhere
     */
    public WritePlace place() {
        if (settled != null) {
            return settled;
        }
        WritePlaces places = new WritePlaces(application, writeBack);
        ConfigurationException failure = null;
        for (WatchedImage image : images) {
            try {
                return places.of(image).get(0);
            } catch (ConfigurationException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return places.of(null).get(0);
    }

    /** The same, where other images are live. */
    public WatchSpec running(List<String> liveImages) {
        return new WatchSpec(application.running(liveImages), images, writeBack);
    }

    /** What in the repository is changed. */
    public WriteBackTarget target() {
        return place().target();
    }

    /** In what form images are written. */
    public ApplicationType type() {
        return place().type();
    }

    /** The source that holds the images. */
    ApplicationSource source() {
        return place().source();
    }

    /** The Git repository that is written to. */
    public String repository() {
        return place().repository();
    }

    /** The branch that is changed, or that a push branch or pull request starts from; empty or {@code HEAD} for the default one. */
    public String baseBranch() {
        return place().branch();
    }

    private static void check(WatchSpec spec, WriteBack.Git git) {
        Placeholders.refuse(
                git.repository(),
                "write the images of " + spec.application().name() + " to the repository '" + git.repository() + "'");
        long colons = git.branch().chars().filter(c -> c == ':').count();
        if (colons > 1) {
            throw unusable(spec, "the branch '" + git.branch() + "' has several colons", "Write base:push");
        }
        if (git.pullRequest() != null && colons > 0) {
            throw unusable(
                    spec,
                    "the branch '" + git.branch() + "' contains a push branch, but a pull request creates its own",
                    "Give the base branch alone");
        }
    }

    private static ConfigurationException unusable(WatchSpec spec, String answer, String advice) {
        return new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                "watch the images of " + spec.application().name(),
                answer,
                advice);
    }
}
