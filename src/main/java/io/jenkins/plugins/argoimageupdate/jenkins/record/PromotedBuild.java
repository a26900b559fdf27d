package io.jenkins.plugins.argoimageupdate.jenkins.record;

import hudson.model.Item;
import hudson.model.Job;
import hudson.model.PermalinkProjectAction.Permalink;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.CycleReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageVersion;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.promotion.PromotedImage;
import io.jenkins.plugins.argoimageupdate.engine.promotion.Promotion;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.PromoteFromArgument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;

/** The versions that a build has left its images in, to be promoted. */
public final class PromotedBuild {

    private static final String REVISION = "org.opencontainers.image.revision";
    private static final String NUMBER = "[0-9]{1,9}";

    private final Item item;
    private final PromoteFromArgument from;

    /** @param item that promotes, whose authority counts unless somebody is logged in */
    public PromotedBuild(Item item, PromoteFromArgument from) {
        this.item = item;
        this.from = from;
    }

    /** @throws ConfigurationException if there is no such build, or it has no versions */
    public Promotion.OfVersions versions() {
        Run<?, ?> build;
        try (ACLContext context = ACL.as2(authority())) {
            build = build(job());
        }
        UpdateRunAction action = build.getAction(UpdateRunAction.class);
        List<PromotedImage> images = new ArrayList<>();
        if (action != null) {
            action.getReports().stream()
                    .filter(report -> !report.dryRun())
                    .flatMap(PromotedBuild::images)
                    .distinct()
                    .forEach(images::add);
        }
        if (images.isEmpty()) {
            throw unusable(build.getFullDisplayName() + " has updated nothing", "Name a build that was no dry run");
        }
        return new Promotion.OfVersions(build.getFullDisplayName(), images);
    }

    private Authentication authority() {
        Authentication now = Jenkins.getAuthentication2();
        return now.equals(ACL.SYSTEM2) && item instanceof Queue.Task task ? Tasks.getAuthenticationOf2(task) : now;
    }

    private Job<?, ?> job() {
        if (from.getJob().isEmpty()) {
            if (item instanceof Job<?, ?> own) {
                return own;
            }
            throw unusable(
                    "no job is named", "Name it: promoteFrom: [job: 'shop-staging', build: " + from.getBuild() + "]");
        }
        Job<?, ?> found = Jenkins.get().getItem(from.getJob(), item, Job.class);
        if (found == null || !found.hasPermission(Item.READ)) {
            throw unusable("there is no job '" + from.getJob() + "'", "Check its name, and who may read it");
        }
        return found;
    }

    private Run<?, ?> build(Job<?, ?> job) {
        return Optional.<Run<?, ?>>ofNullable(find(job))
                .orElseThrow(() -> unusable(
                        job.getFullName() + " has no build '" + from.getBuild() + "'",
                        "Name a build that is there, by its number or as lastSuccessfulBuild"));
    }

    private Run<?, ?> find(Job<?, ?> job) {
        if (from.getBuild().matches(NUMBER)) {
            return job.getBuildByNumber(Integer.parseInt(from.getBuild()));
        }
        Permalink link = job.getPermalinks().get(from.getBuild());
        return link == null ? null : link.resolve(job);
    }

    private static Stream<PromotedImage> images(CycleReport report) {
        return report.applications().stream()
                .filter(application -> application.failure() == null)
                .flatMap(application -> application.images().stream())
                .flatMap(image -> image(image).stream());
    }

    /** The digest counts where it was what was written; else it is only what the tag was then. */
    private static Optional<PromotedImage> image(ImageReport image) {
        ImageVersion version = image.to();
        boolean byDigest = version.tag().isEmpty()
                || image.selection() == null
                || image.about().strategy().equals("digest");
        ImageTag tag = new ImageTag(version.tag(), byDigest ? version.digest() : "");
        if (tag.name().isEmpty() && tag.digest().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new PromotedImage(
                image.about().alias(),
                ImageReference.of("", image.about().image()).with(tag),
                version.created(),
                version.sourceCommit().isEmpty() ? Map.of() : Map.of(REVISION, version.sourceCommit())));
    }

    private ConfigurationException unusable(String answer, String advice) {
        return new ConfigurationException(Reason.INVALID_CONFIGURATION, "promote from " + from, answer, advice);
    }
}
