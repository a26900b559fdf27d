package io.jenkins.plugins.argoimageupdate.jenkins.arguments;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSelector;
import io.jenkins.plugins.argoimageupdate.engine.promotion.Promotion;
import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * Where versions are promoted from: {@code promoteFrom: [application: 'shop-staging', argocd: 'staging']}, in a Pipeline also {@code
 * promoteFrom: 'shop-staging'}; or {@code promoteFrom: [build: 42, job: 'shop-staging']}.
 */
public final class PromoteFromArgument implements Describable<PromoteFromArgument>, Serializable {

    private static final long serialVersionUID = 1L;
    private static final String NAME = "promoteFrom";

    private String application = "";
    private String namespace = "";
    private String argocd = "";
    private String build = "";
    private String job = "";

    @DataBoundConstructor
    public PromoteFromArgument() {
        // an Application or a build is needed, but neither always
    }

    /** What a Pipeline may write instead: the name of an Application, and numbers of builds. */
    @CheckForNull
    public static Object ofPipeline(@CheckForNull Object given) {
        if (given instanceof CharSequence name) {
            return name.toString().isBlank() ? null : Map.of("application", name.toString());
        }
        if (given instanceof Map<?, ?> map) {
            Map<Object, Object> texts = new LinkedHashMap<>(map);
            texts.computeIfPresent("build", (key, value) -> value instanceof Number ? value.toString() : value);
            return texts;
        }
        return given;
    }

    public String getApplication() {
        return application;
    }

    @DataBoundSetter
    public void setApplication(String application) {
        this.application = Argument.text(application);
    }

    /** Empty for that of the Application that is updated. */
    public String getNamespace() {
        return namespace;
    }

    @DataBoundSetter
    public void setNamespace(String namespace) {
        this.namespace = Argument.text(namespace);
    }

    /** Empty for that of the Application that is updated. */
    public String getArgocd() {
        return argocd;
    }

    @DataBoundSetter
    public void setArgocd(String argocd) {
        this.argocd = Argument.text(argocd);
    }

    /** A number, or the name of a permalink such as {@code lastSuccessfulBuild}. */
    public String getBuild() {
        return build;
    }

    @DataBoundSetter
    public void setBuild(String build) {
        this.build = Argument.text(build);
    }

    /** Empty for the job that promotes. */
    public String getJob() {
        return job;
    }

    @DataBoundSetter
    public void setJob(String job) {
        this.job = Argument.text(job);
    }

    /** Whether nothing is given, as by an empty form. */
    boolean isEmpty() {
        return application.isEmpty() && namespace.isEmpty() && argocd.isEmpty() && build.isEmpty() && job.isEmpty();
    }

    /** Whether versions of a build are meant. */
    public boolean isOfBuild() {
        return !build.isEmpty();
    }

    void check() {
        if (application.isEmpty() == build.isEmpty()) {
            throw Argument.unusable(
                    NAME,
                    build.isEmpty()
                            ? "it names neither an Application nor a build"
                            : "it names an Application and a build",
                    "Write promoteFrom: 'shop-staging', or promoteFrom: [build: 42]");
        }
        if (ApplicationSelector.isGlob(application)) {
            throw Argument.unusable(
                    NAME + ".application",
                    "'" + application + "' is a pattern, and a name is expected",
                    "Name one Application");
        }
        if (isOfBuild() && !(namespace.isEmpty() && argocd.isEmpty())) {
            throw Argument.unusable(NAME, "a build has no namespace and no server", "Leave namespace and argocd out");
        }
        if (!isOfBuild() && !job.isEmpty()) {
            throw Argument.unusable(
                    NAME + ".job", "no build is named", "Name one: promoteFrom: [job: '" + job + "', build: 42]");
        }
    }

    /** @param target whose server and namespace count where no others are given */
    Promotion.FromApplication toPromotion(UpdateArguments target, Duration soak) {
        return new Promotion.FromApplication(
                argocd.isEmpty() ? target.getArgocd() : argocd,
                namespace.isEmpty() ? target.getNamespace() : namespace,
                application,
                soak);
    }

    /** What a {@code config.xml} that somebody else wrote leaves out is empty. */
    private Object readResolve() {
        application = Util.fixNull(application);
        namespace = Util.fixNull(namespace);
        argocd = Util.fixNull(argocd);
        build = Util.fixNull(build);
        job = Util.fixNull(job);
        return this;
    }

    PromoteFromArgument expand(UnaryOperator<String> variables) {
        PromoteFromArgument expanded = new PromoteFromArgument();
        expanded.setApplication(variables.apply(application));
        expanded.setNamespace(variables.apply(namespace));
        expanded.setArgocd(variables.apply(argocd));
        expanded.setBuild(variables.apply(build));
        expanded.setJob(variables.apply(job));
        return expanded;
    }

    /** Such as {@code shop-staging} or {@code build 42 of shop}. */
    @Override
    public String toString() {
        if (!isOfBuild()) {
            return application;
        }
        return "build " + build + (job.isEmpty() ? "" : " of " + job);
    }

    /** Names the fields of the form. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<PromoteFromArgument> {

        @Override
        public String getDisplayName() {
            return Messages.PromoteFromArgument_displayName();
        }
    }
}
