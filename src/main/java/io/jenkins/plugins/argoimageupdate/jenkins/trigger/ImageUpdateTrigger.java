package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Job;
import hudson.scheduler.CronTabList;
import hudson.scheduler.Hash;
import hudson.triggers.TimerTrigger;
import hudson.triggers.Trigger;
import hudson.triggers.TriggerDescriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.argoimageupdate.engine.guard.DriftPolicy;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.GitArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.ImageArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.KnownArguments;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.SelectorArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.UpdateArguments;
import io.jenkins.plugins.argoimageupdate.jenkins.arguments.UpdateForm;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import io.jenkins.plugins.argoimageupdate.jenkins.config.DefaultsConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.dryrun.DryRun;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.LastWatched;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollMemory;
import java.io.ObjectStreamException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import jenkins.model.ParameterizedJobMixIn;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.interceptor.RequirePOST;
import org.kohsuke.stapler.verb.POST;

/**
 * Starts a build when an image of an Application has a newer version: {@code triggers { pollArgoImages('H/2 * * * *') }}. It watches
 * what the job's last update asked for, unless it names Applications itself. It only asks for polls, see {@link PollQueue}.
 *
 * <p>Its name in Pipelines is not the step's: Declarative takes what is named like a step for one, also in {@code triggers}.
 */
public final class ImageUpdateTrigger extends Trigger<Job<?, ?>> {

    /** Answers of registries are shared by jobs for nearly as long as their interval is, but no longer than this. */
    private static final Duration LONGEST_SHARING = Duration.ofMinutes(5);

    private static final Logger LOGGER = Logger.getLogger(ImageUpdateTrigger.class.getName());

    private List<String> applications = new ArrayList<>();
    private String namespace = "";
    private String argocd = "";
    private List<ImageArgument> images = new ArrayList<>();
    private GitArgument git;
    private String drift = DriftPolicy.REPORT.id();

    /** @param spec when to poll, in cron syntax; empty for what the global configuration says */
    @DataBoundConstructor
    public ImageUpdateTrigger(String spec) {
        super(Util.fixNull(spec).strip());
    }

    /** That of a job; null if it has none. */
    @CheckForNull
    public static ImageUpdateTrigger of(Job<?, ?> job) {
        return ParameterizedJobMixIn.getTrigger(job, ImageUpdateTrigger.class);
    }

    /** Names, or globs such as {@code shop-*}; empty to watch what the last update asked for. */
    public List<String> getApplications() {
        return Collections.unmodifiableList(applications);
    }

    /** @param applications one string may hold several, on lines of their own or with commas between, as forms send them */
    @DataBoundSetter
    public void setApplications(@CheckForNull List<String> applications) {
        this.applications = new ArrayList<>();
        for (String entry : applications == null ? List.<String>of() : applications) {
            for (String name : entry.split("[\\s,]+")) {
                if (!name.isEmpty()) {
                    this.applications.add(name);
                }
            }
        }
    }

    public String getNamespace() {
        return namespace;
    }

    @DataBoundSetter
    public void setNamespace(String namespace) {
        this.namespace = Util.fixNull(namespace).strip();
    }

    /** The configured name of the Argo CD server; empty for the default one. */
    public String getArgocd() {
        return argocd;
    }

    @DataBoundSetter
    public void setArgocd(String argocd) {
        this.argocd = Util.fixNull(argocd).strip();
    }

    /** For the Applications named here; empty for what their annotations say. */
    public List<ImageArgument> getImages() {
        return Collections.unmodifiableList(images);
    }

    @DataBoundSetter
    public void setImages(@CheckForNull List<ImageArgument> images) {
        this.images = images == null ? new ArrayList<>() : new ArrayList<>(images);
    }

    /** Where the versions are written, for Applications without Argo CD. */
    @CheckForNull
    public GitArgument getGit() {
        return git;
    }

    @DataBoundSetter
    public void setGit(@CheckForNull GitArgument git) {
        UpdateArguments arguments = new UpdateArguments();
        arguments.setGit(git);
        this.git = arguments.getGit();
    }

    /** What becomes of changes in the cluster by hand, for the Applications named here. */
    public String getDrift() {
        return drift;
    }

    @DataBoundSetter
    public void setDrift(String drift) {
        UpdateArguments arguments = new UpdateArguments();
        arguments.setDrift(drift);
        this.drift = arguments.getDrift();
    }

    @Override
    public void start(Job<?, ?> project, boolean newInstance) {
        super.start(project, newInstance);
        schedule();
        PollMemory memory = PollMemory.read(project);
        WatchIndex.get().put(this, memory.repositories());
        WaitingJobs.get().put(this, memory.endOfWait());
    }

    /** Takes over the schedule of the global configuration if it has none of its own. */
    void schedule() {
        Job<?, ?> watched = getJob();
        if (spec.isEmpty() && watched != null) {
            tabs = CronTabList.create(usedSpec(), Hash.from(watched.getFullName()));
        }
    }

    /** When it polls, in cron syntax: its own schedule, else that of the global configuration. */
    private String usedSpec() {
        return spec.isEmpty() ? ArgoImageUpdateConfiguration.get().getDefaults().getPollSpec() : spec;
    }

    /** What a {@code config.xml} that somebody else wrote leaves out has its default. */
    @Override
    protected Object readResolve() throws ObjectStreamException {
        applications = applications == null ? new ArrayList<>() : applications;
        namespace = Util.fixNull(namespace);
        argocd = Util.fixNull(argocd);
        images = images == null ? new ArrayList<>() : images;
        setDrift(drift);
        return super.readResolve();
    }

    @Override
    public void stop() {
        WatchIndex.get().remove(this);
        super.stop();
    }

    /** Null before the trigger has started. */
    @CheckForNull
    public Job<?, ?> getJob() {
        return job;
    }

    @Override
    public void run() {
        submitUnlessHindered(new PollRequest(PollWords.SCHEDULE, Instant.now().minus(sharing()), false));
    }

    /** Polls soon, and starts a build for what there is to change even if one was started for it before. */
    public void pollNow() {
        submit(new PollRequest(PollWords.byHand(Jenkins.getAuthentication2().getName()), Instant.now(), true));
    }

    /**
     * Polls soon, with answers of registries that are not older than the news.
     *
     * @param origin who brings them, in words
     */
    public void pollFor(String origin, Instant news) {
        submitUnlessHindered(new PollRequest(origin, news, false));
    }

    private void submitUnlessHindered(PollRequest request) {
        if (job == null) {
            return;
        }
        Optional<PollHindrance> hindrance = PollHindrance.of(job);
        if (hindrance.isEmpty()) {
            submit(request);
            return;
        }
        LOGGER.log(
                Level.FINE,
                () -> job.getFullName() + " is not polled for " + request.describe() + ": "
                        + hindrance.get().describe());
    }

    private void submit(PollRequest request) {
        if (job != null) {
            PollQueue.get().submit(job, request);
        }
    }

    /** The time between two polls by schedule. */
    Duration interval() {
        return new Schedule(tabs).interval(Instant.now());
    }

    /** A little less than the time between two polls, so that jobs with one schedule send one request for all of them. */
    private Duration sharing() {
        Duration most = interval().multipliedBy(9).dividedBy(10);
        return most.compareTo(LONGEST_SHARING) > 0 ? LONGEST_SHARING : most;
    }

    /** What is watched and how it is. It checks no permission: who shows it asks for {@link Item#READ}. */
    public PollState getState() {
        Job<?, ?> started = started();
        PollMemory memory = PollMemory.read(started);
        PollHindrance hindrance = PollHindrance.of(started, memory).orElse(null);
        Instant next = hindrance == null ? nextPoll(Instant.now()).orElse(null) : null;
        return new PollState(
                memory, usedSpec(), next, hindrance, PollQueue.get().isBusy(started));
    }

    private Optional<Instant> nextPoll(Instant now) {
        return Stream.of(new Schedule(tabs).after(now), WaitingJobs.get().nextPoll(this, now))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    private Job<?, ?> started() {
        Job<?, ?> started = job;
        if (started == null) {
            throw new IllegalStateException("the trigger has not started");
        }
        return started;
    }

    /** What a poll asks for; empty if that is not known yet. */
    List<UpdateArguments> watched() {
        return applications.isEmpty()
                ? new LastWatched(started())
                        .read().stream().map(UpdateArguments::withoutApproval).toList()
                : named();
    }

    private List<UpdateArguments> named() {
        return applications.stream().map(this::arguments).toList();
    }

    private UpdateArguments arguments(String application) {
        UpdateArguments arguments = new UpdateArguments();
        if (application.matches(".*[*?\\[].*")) {
            SelectorArgument selector = new SelectorArgument();
            selector.setGlob(application);
            arguments.setSelector(selector);
        } else {
            arguments.setApplication(application);
        }
        arguments.setNamespace(namespace);
        arguments.setArgocd(argocd);
        arguments.setImages(images);
        arguments.setGit(git);
        arguments.setDrift(drift);
        return arguments;
    }

    /** Describes the trigger to jobs. */
    @Extension
    @Symbol({"pollArgoImages", "argoImageUpdate"})
    public static final class DescriptorImpl extends TriggerDescriptor implements UpdateForm, CustomDescribableModel {

        /** @throws IllegalArgumentException naming an argument of a Pipeline that nothing reads */
        @Override
        public Map<String, Object> customInstantiate(Map<String, Object> arguments) {
            KnownArguments.problem(clazz, "pollArgoImages", arguments).ifPresent(problem -> {
                throw new IllegalArgumentException(problem);
            });
            return arguments;
        }

        @Override
        public String getDisplayName() {
            return Messages.ImageUpdateTrigger_displayName();
        }

        @Override
        public boolean isApplicable(Item item) {
            return item instanceof Job && item instanceof ParameterizedJobMixIn.ParameterizedJob;
        }

        /** What the form offers for a new trigger. */
        public String getDefaultSpec() {
            return DefaultsConfig.POLL_SPEC;
        }

        /** Shows what an update of what the trigger would watch would do. */
        @RequirePOST
        public HttpResponse doDryRun(StaplerRequest2 request, @AncestorInPath Item item, @QueryParameter String json) {
            return DryRun.show(item, json, form -> {
                ImageUpdateTrigger trigger = request.bindJSON(ImageUpdateTrigger.class, form);
                return trigger.named().isEmpty() && item instanceof Job<?, ?> job
                        ? new LastWatched(job).read()
                        : trigger.named();
            });
        }

        @POST
        public FormValidation doCheckSpec(@AncestorInPath Item item, @QueryParameter String value) {
            boolean allowed =
                    item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE);
            if (!allowed) {
                return FormValidation.ok();
            }
            if (Util.fixEmptyAndTrim(value) == null) {
                return FormValidation.ok(Messages.ImageUpdateTrigger_commonSpec(
                        ArgoImageUpdateConfiguration.get().getDefaults().getPollSpec()));
            }
            return ExtensionList.lookupSingleton(TimerTrigger.DescriptorImpl.class)
                    .doCheckSpec(value, item);
        }
    }
}
