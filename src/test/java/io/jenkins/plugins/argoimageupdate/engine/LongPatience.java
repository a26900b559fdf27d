package io.jenkins.plugins.argoimageupdate.engine;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.runner.Description;
import org.junit.runner.notification.RunListener;

/**
 * Lets tests that await something without saying for how long await it for minutes: on a machine that is busy with other things,
 * the usual ten seconds are not enough.
 */
public final class LongPatience extends RunListener {

    @Override
    public void testRunStarted(Description all) {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(5));
    }
}
