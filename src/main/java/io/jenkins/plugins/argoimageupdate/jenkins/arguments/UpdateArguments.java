package io.jenkins.plugins.argoimageupdate.jenkins.arguments;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSelector;
import io.jenkins.plugins.argoimageupdate.engine.application.LabelSelector;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBackSettings;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import io.jenkins.plugins.argoimageupdate.engine.cycle.RolloutSettings;
import io.jenkins.plugins.argoimageupdate.engine.guard.DriftPolicy;
import io.jenkins.plugins.argoimageupdate.engine.promotion.Promotion;
import io.jenkins.plugins.argoimageupdate.engine.watch.GuardSettings;
import io.jenkins.plugins.argoimageupdate.engine.watch.SettingRules;
import io.jenkins.plugins.argoimageupdate.engine.watch.UpdateSettings;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchRequest;
import io.jenkins.plugins.argoimageupdate.jenkins.guards.GuardsArgument;
import io.jenkins.plugins.argoimageupdate.jenkins.guards.LockedGuards;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The arguments of one call of the step or the build step, as written; they are only read when the update runs. Without credentials,
 * of which it knows the IDs alone, so that it can be kept with a build. Not changed any more once it is in use.
 */
public final class UpdateArguments implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final List<String> WAYS = List.of("git", "argocd");

    private String application = "";
    private SelectorArgument selector;
    private String namespace = "";
    private String argocd = "";
    private List<ImageArgument> images = new ArrayList<>();
    private GitArgument git;
    private GuardsArgument guards;
    private List<String> approved = new ArrayList<>();
    private String writeBack = "";
    private boolean sync = true;
    private String waitFor = WaitFor.HEALTHY.id();
    private int timeout;
    private boolean dryRun;
    private PromoteFromArgument promoteFrom;
    private String soak = "";
    private List<String> only;
    private String onFailure = "";
    private String drift = DriftPolicy.REPORT.id();
    private List<String> failOn = new ArrayList<>();
    private List<String> unstableOn = new ArrayList<>();

    public String getApplication() {
        return application;
    }

    public void setApplication(String application) {
        this.application = Argument.text(application);
    }

    @CheckForNull
    public SelectorArgument getSelector() {
        return selector;
    }

    public void setSelector(@CheckForNull SelectorArgument selector) {
        this.selector = selector == null || selector.isEmpty() ? null : selector;
    }

    public String getNamespace() {
        return namespace;
    }

    public void setNamespace(String namespace) {
        this.namespace = Argument.text(namespace);
    }

    public String getArgocd() {
        return argocd;
    }

    public void setArgocd(String argocd) {
        this.argocd = Argument.text(argocd);
    }

    public List<ImageArgument> getImages() {
        return Collections.unmodifiableList(images);
    }

    public void setImages(@CheckForNull List<ImageArgument> images) {
        this.images = images == null ? new ArrayList<>() : new ArrayList<>(images);
    }

    @CheckForNull
    public GitArgument getGit() {
        return git;
    }

    public void setGit(@CheckForNull GitArgument git) {
        this.git = git == null || git.isEmpty() ? null : git;
    }

    @CheckForNull
    public GuardsArgument getGuards() {
        return guards;
    }

    public void setGuards(@CheckForNull GuardsArgument guards) {
        this.guards = GuardsArgument.orNull(guards);
    }

    /** Globs of tags that somebody has agreed to. */
    public List<String> getApproved() {
        return Collections.unmodifiableList(approved);
    }

    public void setApproved(@CheckForNull List<String> approved) {
        this.approved = Argument.texts(approved);
    }

    /** {@code git}, {@code argocd} or empty, which is {@code git} where {@link #getGit} is given and else as annotated. */
    public String getWriteBack() {
        return writeBack;
    }

    public void setWriteBack(String writeBack) {
        this.writeBack = Argument.text(writeBack);
    }

    public boolean isSync() {
        return sync;
    }

    public void setSync(boolean sync) {
        this.sync = sync;
    }

    public String getWaitFor() {
        return waitFor;
    }

    public void setWaitFor(String waitFor) {
        String wanted = Argument.text(waitFor);
        this.waitFor = wanted.isEmpty() ? WaitFor.HEALTHY.id() : wanted;
    }

    /** Minutes for each Application; 0 for what the global configuration says. */
    public int getTimeout() {
        return timeout;
    }

    public void setTimeout(int timeout) {
        this.timeout = timeout;
    }

    public boolean isDryRun() {
        return dryRun;
    }

    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    @CheckForNull
    public PromoteFromArgument getPromoteFrom() {
        return promoteFrom;
    }

    public void setPromoteFrom(@CheckForNull PromoteFromArgument promoteFrom) {
        this.promoteFrom = promoteFrom == null || promoteFrom.isEmpty() ? null : promoteFrom;
    }

    /** How long the Application that is promoted from has to be healthy before, such as {@code 2h}; empty for no time. */
    public String getSoak() {
        return soak;
    }

    public void setSoak(String soak) {
        this.soak = Argument.text(soak);
    }

    /** The changes that may be written, as the result of a dry run has them; null for all. */
    @CheckForNull
    public List<String> getOnly() {
        return only == null ? null : Collections.unmodifiableList(only);
    }

    public void setOnly(@CheckForNull List<String> only) {
        this.only = only == null ? null : new ArrayList<>(only);
    }

    /** What becomes of a commit whose rollout fails: {@code keep}, {@code rollback}, or empty, which is {@code keep}. */
    public String getOnFailure() {
        return onFailure;
    }

    public void setOnFailure(String onFailure) {
        this.onFailure = Argument.text(onFailure);
    }

    /** Whether a rollout that fails is undone. */
    public boolean undoes() {
        return new RolloutArguments(this).undoes();
    }

    /** What becomes of changes in the cluster by hand, see {@link DriftPolicy}. */
    public String getDrift() {
        return drift;
    }

    public void setDrift(String drift) {
        this.drift = Argument.text(drift).isEmpty() ? DriftPolicy.REPORT.id() : Argument.text(drift);
    }

    /** Names of {@link FailureKind}s; empty for all that {@code unstableOn} does not name. */
    public List<String> getFailOn() {
        return Collections.unmodifiableList(failOn);
    }

    public void setFailOn(@CheckForNull List<String> failOn) {
        this.failOn = Argument.texts(failOn);
    }

    /** Names of {@link FailureKind}s. */
    public List<String> getUnstableOn() {
        return Collections.unmodifiableList(unstableOn);
    }

    public void setUnstableOn(@CheckForNull List<String> unstableOn) {
        this.unstableOn = Argument.texts(unstableOn);
    }

    /**
     * What is asked of the engine.
     *
     * @param fallback what the global configuration says
     * @throws io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException naming the argument that cannot be used
     */
    public WatchRequest toRequest(UpdateSettings fallback) {
        approved.forEach(glob -> SettingRules.requireGlob(glob, Argument.place("approved")));
        GuardSettings own = GuardsArgument.settings(guards, "guards").approving(Argument.given(approved));
        return new WatchRequest(
                toSelector(),
                ImageRequests.of(images),
                UpdateSettings.NONE.with(own),
                toWriteBack(),
                fallback,
                new ReleaseArguments(this).toRelease(),
                Argument.driftPolicy(drift));
    }

    /** The Application that is promoted from; empty if there is none, or it cannot be meant. */
    public Optional<Promotion.FromApplication> promotedFrom() {
        return Optional.ofNullable(promoteFrom)
                .filter(from -> !from.isOfBuild() && !from.getApplication().isEmpty())
                .map(from -> from.toPromotion(this, Duration.ZERO));
    }

    /** Refuses guards that say otherwise than those that the administrator has locked. */
    public void requireUnlocked(LockedGuards locked) {
        locked.require(guards, "guards");
        for (int i = 0; i < images.size(); i++) {
            locked.require(images.get(i).getGuards(), "images[" + i + "].guards");
        }
    }

    /** The same without what somebody has agreed to, which counts for one build. */
    public UpdateArguments withoutApproval() {
        UpdateArguments others = expand(UnaryOperator.identity());
        others.approved = new ArrayList<>();
        return others;
    }

    /** What a {@code config.xml} that somebody else wrote leaves out has its default. */
    private Object readResolve() {
        application = Argument.text(application);
        namespace = Argument.text(namespace);
        argocd = Argument.text(argocd);
        writeBack = Argument.text(writeBack);
        approved = approved == null ? new ArrayList<>() : approved;
        images = images == null ? new ArrayList<>() : images;
        soak = Argument.text(soak);
        waitFor = waitFor == null ? WaitFor.HEALTHY.id() : waitFor;
        onFailure = Argument.text(onFailure);
        setDrift(drift);
        failOn = failOn == null ? new ArrayList<>() : failOn;
        unstableOn = unstableOn == null ? new ArrayList<>() : unstableOn;
        return this;
    }

    /** @param defaultMinutes how long to wait where these arguments do not say it */
    public RolloutSettings toRollout(int defaultMinutes) {
        return new RolloutArguments(this).toRollout(defaultMinutes);
    }

    /** What a failure means for the build. */
    public FailurePolicy toFailurePolicy() {
        return FailurePolicy.of(failOn, unstableOn);
    }

    private ApplicationSelector toSelector() {
        if (ApplicationSelector.isGlob(application)) {
            throw Argument.unusable(
                    "application",
                    "'" + application + "' is a pattern, and a name is expected",
                    "Write selector: [glob: '" + application + "'] instead");
        }
        if (application.isEmpty() == (selector == null)) {
            throw Argument.unusable(
                    "application",
                    selector == null
                            ? "neither 'application' nor 'selector' is set"
                            : "'application' and 'selector' are both set",
                    "Name one Application, or select several: selector: [glob: 'shop-*']");
        }
        if (selector == null) {
            return new ApplicationSelector(argocd, application, namespace, "", "", LabelSelector.ANY);
        }
        selector.check();
        return new ApplicationSelector(
                argocd, "", namespace, selector.getProject(), selector.getGlob(), selector.labelSelector());
    }

    private WriteBackSettings toWriteBack() {
        if (!writeBack.isEmpty()) {
            Argument.requireOneOf("writeBack", writeBack, WAYS);
        }
        if (git == null) {
            return new WriteBackSettings(Argument.given(writeBack), null, null, null, null, null);
        }
        if (writeBack.equals("argocd")) {
            throw Argument.unusable("git", "writeBack is 'argocd', which commits nothing", "Leave one of them out");
        }
        git.check();
        return new WriteBackSettings(
                "git",
                Argument.given(git.getCredentialsId()),
                Argument.given(git.getUrl()),
                Argument.given(git.getBranch()),
                Argument.given(git.getTarget()),
                git.toPullRequest());
    }

    /** The same with build variables in its texts replaced, for jobs that are not written in Groovy. */
    public UpdateArguments expand(UnaryOperator<String> variables) {
        UpdateArguments expanded = new UpdateArguments();
        expanded.setApplication(variables.apply(application));
        expanded.setSelector(selector == null ? null : selector.expand(variables));
        expanded.setNamespace(variables.apply(namespace));
        expanded.setArgocd(variables.apply(argocd));
        expanded.setImages(images.stream().map(image -> image.expand(variables)).toList());
        expanded.setGit(git == null ? null : git.expand(variables));
        expanded.setGuards(guards == null ? null : guards.expand(variables));
        expanded.setApproved(approved.stream().map(variables).toList());
        expanded.setWriteBack(writeBack);
        expanded.setSync(sync);
        expanded.setWaitFor(waitFor);
        expanded.setTimeout(timeout);
        expanded.setDryRun(dryRun);
        expanded.setPromoteFrom(promoteFrom == null ? null : promoteFrom.expand(variables));
        expanded.setSoak(variables.apply(soak));
        expanded.setOnly(only);
        expanded.setOnFailure(onFailure);
        expanded.setDrift(drift);
        expanded.setFailOn(failOn);
        expanded.setUnstableOn(unstableOn);
        return expanded;
    }

    /** The same for one of the Applications that it asks for, to write to it and wait for it. */
    public UpdateArguments forApplication(String name, String otherNamespace) {
        UpdateArguments one = expand(UnaryOperator.identity());
        one.setApplication(name);
        one.setSelector(null);
        one.setNamespace(otherNamespace.isEmpty() ? namespace : otherNamespace);
        one.setDryRun(false);
        one.setOnFailure("");
        return one;
    }

    /** The names of the arguments, which are those of its fields. */
    public static List<String> names() {
        return Stream.of(UpdateArguments.class.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                .map(Field::getName)
                .toList();
    }
}
