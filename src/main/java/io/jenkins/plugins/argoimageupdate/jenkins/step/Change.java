package io.jenkins.plugins.argoimageupdate.jenkins.step;

import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import java.io.Serializable;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** An image whose tag changed, in the result of the step. Immutable. */
public final class Change implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String application;
    private final String alias;
    private final String image;
    private final String from;
    private final String to;
    private final String digest;
    private final String sourceCommit;
    private final String strategy;

    Change(String application, ImageReport image) {
        this.application = application;
        this.alias = image.name();
        this.image = image.about().image();
        this.from = image.from().shown();
        this.to = image.to().shown();
        this.digest = image.to().digest();
        this.sourceCommit = image.to().sourceCommit();
        this.strategy = image.about().strategy();
    }

    /** The name of the Application. */
    @Whitelisted
    public String getApplication() {
        return application;
    }

    /** The alias, or the image's name where it has none. */
    @Whitelisted
    public String getAlias() {
        return alias;
    }

    /** Registry and name, without tag. */
    @Whitelisted
    public String getImage() {
        return image;
    }

    /** The tag before; empty if it was not known. */
    @Whitelisted
    public String getFrom() {
        return from;
    }

    /** The tag now. */
    @Whitelisted
    public String getTo() {
        return to;
    }

    /** Of the manifest; empty if it was not asked for. */
    @Whitelisted
    public String getDigest() {
        return digest;
    }

    /** The source commit that the image was built from; empty if it does not tell. */
    @Whitelisted
    public String getSourceCommit() {
        return sourceCommit;
    }

    @Whitelisted
    public String getStrategy() {
        return strategy;
    }

    @Override
    @Whitelisted
    public String toString() {
        return alias + " " + from + " → " + to;
    }
}
