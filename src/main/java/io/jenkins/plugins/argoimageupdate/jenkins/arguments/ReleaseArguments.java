package io.jenkins.plugins.argoimageupdate.jenkins.arguments;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.promotion.ApprovedPlan;
import io.jenkins.plugins.argoimageupdate.engine.promotion.Release;
import io.jenkins.plugins.argoimageupdate.engine.promotion.Soak;
import java.time.Duration;
import java.util.Set;

/** Reads {@code promoteFrom}, {@code soak} and {@code only}: which versions are written. */
record ReleaseArguments(UpdateArguments arguments) {

    /** Without the versions of a build, which only Jenkins knows. */
    Release toRelease() {
        PromoteFromArgument from = arguments.getPromoteFrom();
        ApprovedPlan approval = arguments.getOnly() == null ? null : new ApprovedPlan(Set.copyOf(arguments.getOnly()));
        Duration soak = soak();
        if (from == null) {
            refuseSoak("nothing is promoted", "Name the Application: promoteFrom: 'shop-staging'");
            return new Release(null, approval);
        }
        from.check();
        if (from.isOfBuild()) {
            refuseSoak("the versions of a build do not soak", "Leave it out, or promote from an Application");
            return new Release(null, approval);
        }
        return new Release(from.toPromotion(arguments, soak), approval);
    }

    private void refuseSoak(String answer, String advice) {
        if (!arguments.getSoak().isEmpty()) {
            throw Argument.unusable("soak", answer, advice);
        }
    }

    private Duration soak() {
        try {
            return Soak.parse(arguments.getSoak());
        } catch (ConfigurationException e) {
            throw Argument.unusable("soak", e.answer(), e.advice());
        }
    }
}
