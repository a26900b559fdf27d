package io.jenkins.plugins.argoimageupdate.jenkins.cycle;

import hudson.Extension;
import hudson.model.AsyncPeriodicWork;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Looks after the caches of updates every half hour, so that the disk does not fill. */
@Extension
public final class CacheUpkeep extends AsyncPeriodicWork {

    public CacheUpkeep() {
        super("Argo Image Update caches");
    }

    @Override
    public long getRecurrencePeriod() {
        return TimeUnit.MINUTES.toMillis(30);
    }

    @Override
    protected void execute(TaskListener listener) throws IOException, InterruptedException {
        UpdateEngine.get().upkeep();
    }
}
