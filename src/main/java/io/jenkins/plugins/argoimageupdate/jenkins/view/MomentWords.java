package io.jenkins.plugins.argoimageupdate.jenkins.view;

import hudson.Extension;
import java.util.Date;

/**
 * What the tags {@code time} and {@code clock} say of a moment. They find it among the extensions: a class of the plugin that a tag names is
 * looked for by the class loader of whatever page it is on.
 */
@Extension
public final class MomentWords {

    /** See {@link RelativeTime#of}. */
    public String relative(Date at) {
        return RelativeTime.of(at);
    }

    /** As the attribute {@code datetime} of HTML has it. */
    public String iso(Date at) {
        return at.toInstant().toString();
    }
}
