package io.jenkins.plugins.argoimageupdate.jenkins.promotion;

import hudson.Extension;
import hudson.model.RootAction;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.export.ExportedBean;

/** What runs at each stage of all promotions of the controller. */
@Extension
@ExportedBean
public final class RootPromotionPage extends PromotionPage implements RootAction {

    public RootPromotionPage() {
        super(Jenkins.get());
    }
}
