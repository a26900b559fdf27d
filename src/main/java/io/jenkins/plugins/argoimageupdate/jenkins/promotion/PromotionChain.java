package io.jenkins.plugins.argoimageupdate.jenkins.promotion;

import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** Stages that are promoted from each other, each after the one that it is promoted from; or an error. */
@ExportedBean
public final class PromotionChain {

    private final List<PromotionStage> stages;
    private final String error;

    /** @param error why there are no stages; empty for none */
    PromotionChain(List<PromotionStage> stages, String error) {
        this.stages = List.copyOf(stages);
        this.error = error;
    }

    static PromotionChain circle(List<String> stages) {
        return new PromotionChain(List.of(), Messages.Promotion_circle(String.join(", ", stages)));
    }

    @Exported(inline = true)
    public List<PromotionStage> getStages() {
        return stages;
    }

    /** Empty for none. */
    @Exported
    public String getError() {
        return error;
    }

    /** Such as {@code shop-dev → shop-staging → shop-prod}. */
    @Exported
    public String getName() {
        return String.join(
                " → ", stages.stream().map(PromotionStage::getApplication).toList());
    }
}
