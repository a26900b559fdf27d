package io.jenkins.plugins.argoimageupdate.jenkins.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.AbstractItem;
import hudson.model.Action;
import hudson.model.Api;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.security.AccessControlled;
import hudson.security.Permission;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import jenkins.model.Jenkins;
import jenkins.model.TransientActionFactory;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What runs at each stage of the promotions of a folder. Whoever may read the folder sees the jobs that they may read. */
@ExportedBean
public class PromotionPage implements Action, StaplerProxy {

    private static final String URL_NAME = "image-promotion";

    private final ItemGroup<?> group;

    PromotionPage(ItemGroup<?> group) {
        this.group = group;
    }

    @Override
    public Object getTarget() {
        Permission permission = group instanceof Jenkins ? Jenkins.READ : Item.READ;
        ((AccessControlled) group).checkPermission(permission);
        return this;
    }

    @Exported(inline = true)
    public List<PromotionChain> getChains() {
        return all().in(group);
    }

    /** How many promotions there are besides. */
    @Exported
    public long getLeftOut() {
        return all().leftOut(group);
    }

    private static PromotionChains all() {
        return new PromotionChains(PromotionIndex.get().visible());
    }

    public Api getApi() {
        return new Api(this);
    }

    @Override
    @CheckForNull
    public String getIconFileName() {
        return PromotionIndex.get().promotesIn(group) ? "symbol-git-merge-outline plugin-ionicons-api" : null;
    }

    @Override
    public String getDisplayName() {
        return Messages.Promotion_name();
    }

    @Override
    public String getUrlName() {
        return URL_NAME;
    }

    /** Those of folders. */
    @Extension
    public static final class OfFolders extends TransientActionFactory<AbstractItem> {

        @Override
        public Class<AbstractItem> type() {
            return AbstractItem.class;
        }

        @Override
        @NonNull
        public Collection<? extends Action> createFor(@NonNull AbstractItem item) {
            return item instanceof ItemGroup<?> group && !(item instanceof Job)
                    ? Set.of(new PromotionPage(group))
                    : Set.of();
        }
    }
}
