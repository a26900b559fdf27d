package io.jenkins.plugins.argoimageupdate.jenkins.step;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ResourceReport;
import java.io.Serializable;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A resource of an Application in the cluster, in the result of the step. Immutable. */
public final class Resource implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String kind;
    private final String namespace;
    private final String name;
    private final String sync;
    private final String health;
    private final String message;
    private final String detail;

    Resource(ResourceReport resource) {
        this.kind = resource.key().kind();
        this.namespace = resource.key().namespace();
        this.name = resource.key().name();
        this.sync = resource.sync();
        this.health = resource.health();
        this.message = resource.message();
        this.detail = resource.detail();
    }

    @Whitelisted
    public String getKind() {
        return kind;
    }

    @Whitelisted
    public String getNamespace() {
        return namespace;
    }

    @Whitelisted
    public String getName() {
        return name;
    }

    /** {@code Synced} or {@code OutOfSync}; empty for what Git does not describe. */
    @Whitelisted
    public String getSync() {
        return sync;
    }

    /** {@code Healthy} …; empty for a kind without health. */
    @Whitelisted
    public String getHealth() {
        return health;
    }

    /** Why it is not healthy; empty for none. */
    @Whitelisted
    public String getMessage() {
        return message;
    }

    /** Of a pod, such as {@code Running 1/1}; else empty. */
    @Whitelisted
    public String getDetail() {
        return detail;
    }

    @Override
    @Whitelisted
    public String toString() {
        return kind + "/" + name + ": " + health;
    }
}
