package io.jenkins.plugins.argoimageupdate.jenkins.arguments;

import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.argoimageupdate.engine.guard.HoldEnd;
import java.time.Instant;
import java.time.ZoneId;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The form of the step that goes back; for its descriptor. */
public interface RollbackForm {

    @POST
    default FormValidation doCheckTo(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.check(item, () -> new RollbackArguments(value, "", "", false, "").check());
    }

    @POST
    default FormValidation doCheckUntil(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.check(item, () -> HoldEnd.parse(Util.fixNull(value), Instant.now(), ZoneId.systemDefault()));
    }
}
