package io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.RegistryReport;
import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait;
import io.jenkins.plugins.argoimageupdate.engine.http.address.SafeLink;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageKey;
import io.jenkins.plugins.argoimageupdate.jenkins.record.ImageStatus;
import io.jenkins.plugins.argoimageupdate.jenkins.view.DriftView;
import io.jenkins.plugins.argoimageupdate.jenkins.view.ImageStateView;
import java.util.Date;
import java.util.Optional;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** An image that a job watches, as of its last poll. */
@ExportedBean
public final class WatchedImageView {

    private final PolledImage state;

    /** @param state what the last poll kept of it */
    public WatchedImageView(PolledImage state) {
        this.state = state;
    }

    @Exported
    public String getApplication() {
        return state.about().application();
    }

    /** Of the Application in Argo CD; empty for none. */
    @Exported
    public String getUrl() {
        return Util.fixNull(SafeLink.of(state.about().url()));
    }

    /** Empty for none. */
    @Exported
    public String getAlias() {
        return state.about().alias();
    }

    /** As holds name it. */
    public GuardedImage guarded() {
        return state.guarded();
    }

    /** What tells it from the other images of its job. */
    public ImageKey key() {
        return state.key();
    }

    /** Registry and name, without tag. */
    @Exported
    public String getImage() {
        return state.about().image();
    }

    @Exported
    public String getStrategy() {
        return state.about().strategy();
    }

    /** What the tag has to be, in words; empty for any. */
    @Exported
    public String getFilter() {
        return state.about().filter();
    }

    /** How it is in the cluster; null where no Argo CD tells, and before the first poll that asked. */
    @Exported(inline = true)
    @CheckForNull
    public ImageStateView getState() {
        return ImageStateView.of(state.state());
    }

    /** The tags that ready pods run; empty when none does, or that is not known. */
    @Exported
    public String getLive() {
        return state.live();
    }

    /** The tag that is to run; the live one for an image that is current. */
    @Exported
    public String getLatest() {
        return state.latest();
    }

    @Exported
    public Date getLastCheck() {
        return Date.from(state.checked());
    }

    /** Whether Git says the version that is to run, and nothing in the cluster is known to be wrong or under way. */
    @Exported
    public boolean isCurrent() {
        return ImageStatus.watched(state.choice().outcome(), state.state()) == ImageStatus.CURRENT;
    }

    /** Whether its pods cannot start, or run something else than Git says. */
    @Exported
    public boolean isUnhealthy() {
        return state.isBroken();
    }

    /** What to say of it. */
    public ImageStatus getStatus() {
        return isPaused()
                ? ImageStatus.PAUSED
                : ImageStatus.watched(state.choice().outcome(), state.state());
    }

    /** The status in the reader's language. */
    public String getWords() {
        return pause().filter(Pause::isKnown).map(Pause::words).orElseGet(() -> {
            Optional<DriftView> drift = changedByHand();
            return drift.isPresent() ? drift.get().getWords() : getStatus().getWordsOfWatched(state.latest());
        });
    }

    /** What went wrong, why it is left alone, or why it is not live; empty when all is well. */
    public String getDetail() {
        Optional<DriftView> drift = changedByHand();
        if (drift.isPresent()) {
            return drift.get().getSentence();
        }
        String reason = pause().map(Pause::getReason).orElse("");
        if (!reason.isEmpty() && !isUnhealthy()) {
            return reason;
        }
        return state.choice().error().isEmpty()
                ? getStatus().reason(state.state(), "")
                : state.choice().error();
    }

    /** What somebody changed in the cluster by hand, if it runs. */
    private Optional<DriftView> changedByHand() {
        return Optional.ofNullable(getState())
                .filter(ImageStateView::isChangedByHand)
                .map(ImageStateView::getDrift);
    }

    /** Whether somebody has to do something about it. */
    public boolean isProblem() {
        return getStatus().isProblem() || isUnhealthy();
    }

    /** The lower, the more it is to be seen. */
    public int urgency() {
        if (isProblem()) {
            return 0;
        }
        return isCurrent() ? 2 : 1;
    }

    /** Whether no version could be chosen; {@link #getError} says why. */
    @Exported
    public boolean isFailed() {
        return state.choice().outcome() == ImageReport.Outcome.FAILED;
    }

    /** Whether the registry has asked to slow down. */
    @Exported
    public boolean isRateLimited() {
        return state.choice().rateLimited();
    }

    /** When the registry may be asked again; null where it does not say. */
    @Exported
    @CheckForNull
    public Date getRetryAt() {
        return state.choice().retryAt() == null
                ? null
                : Date.from(state.choice().retryAt());
    }

    /** What keeps the newest version from being written now, such as {@code WINDOW}, see {@link Wait.Cause}; empty for nothing. */
    @Exported
    public String getWaitsFor() {
        Wait waits = state.choice().waits();
        return waits == null ? "" : waits.cause().name();
    }

    /** When it is tried again; null where something has to change, or somebody has to act. */
    @Exported
    @CheckForNull
    public Date getWaitsUntil() {
        Wait waits = state.choice().waits();
        return waits == null || waits.until() == null ? null : Date.from(waits.until());
    }

    /** The registry's host; empty when it has not been asked. */
    @Exported
    public String getRegistry() {
        return registry().map(RegistryReport::registry).orElse("");
    }

    /** As the registry calls it; the image's name when the registry has not been asked. */
    @Exported
    public String getRepository() {
        return registry()
                .map(RegistryReport::repository)
                .orElseGet(() -> state.about().image());
    }

    /** How many there are in the repository; null when not known. */
    @Exported
    @CheckForNull
    public Integer getTags() {
        return state.tags();
    }

    /** How long the registry was asked, in milliseconds; 0 when not known. */
    @Exported
    public long getDuration() {
        return registry().map(asked -> asked.took().toMillis()).orElse(0L);
    }

    /** Requests of the last poll. */
    @Exported
    public long getRequests() {
        return registry().map(asked -> asked.requests().total()).orElse(0L);
    }

    /** Requests that the last poll did not have to send, because another one had sent them. */
    @Exported
    public long getShared() {
        return registry().map(asked -> asked.requests().shared()).orElse(0L);
    }

    /** Requests that the last poll did not have to send, because the cache had the answer. */
    @Exported
    public long getCached() {
        return registry().map(asked -> asked.requests().cached()).orElse(0L);
    }

    /** What {@link PollPause} calls the repository; empty when the registry has not been asked. */
    public String getRepositoryKey() {
        return state.repositoryKey();
    }

    /** Whether its repository goes by a name, see {@link RepositoryKeys}. */
    public boolean isOf(String repository) {
        return state.isOf(repository);
    }

    /** Whether an administrator keeps its repository from being asked by schedule and webhook. */
    @Exported
    public boolean isPaused() {
        return PollPause.get().isRepositoryPaused(state.repositoryKey());
    }

    /** Who has paused its repository, when and why; null if it is not paused. */
    @Exported(inline = true)
    @CheckForNull
    public Pause getPause() {
        return pause().orElse(null);
    }

    private Optional<Pause> pause() {
        return PollPause.get().ofRepository(state.repositoryKey());
    }

    /** What went wrong, or why the image is left alone; empty when all is well. */
    @Exported
    public String getError() {
        return state.choice().error();
    }

    /** What asking the registry took; empty when it has not been asked. */
    private Optional<RegistryReport> registry() {
        return Optional.ofNullable(state.registry());
    }
}
