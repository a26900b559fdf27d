package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import hudson.Extension;
import hudson.XmlFile;
import hudson.model.Job;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import jenkins.model.Jenkins;

/** Carries out at once what the global configuration says of polling: how many polls at a time, and the schedule of triggers without one. */
@Extension
public final class PollSettingsListener extends SaveableListener {

    @Override
    public void onChange(Saveable changed, XmlFile file) {
        if (!(changed instanceof ArgoImageUpdateConfiguration)) {
            return;
        }
        PollQueue.get().resize();
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            for (Job<?, ?> job : Jenkins.get().allItems(Job.class)) {
                ImageUpdateTrigger trigger = ImageUpdateTrigger.of(job);
                if (trigger != null) {
                    trigger.schedule();
                }
            }
        }
    }
}
