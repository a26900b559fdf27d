package io.jenkins.plugins.argoimageupdate.engine.promotion;

import io.jenkins.plugins.argoimageupdate.engine.guard.Wait;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What there is to promote.
 *
 * @param origin where it is from, such as {@code shop-staging}
 * @param aliases that images have there, with registry and name; they need not run
 * @param images that run there; several of one name where workloads differ
 * @param reason why nothing is promoted now; null if it may be
 */
public record PromotionSource(
        String origin,
        Map<String, String> aliases,
        List<PromotedImage> images,
        @Nullable Wait reason) {

    public PromotionSource {
        aliases = Map.copyOf(aliases);
        images = List.copyOf(images);
    }

    /** Given versions, which need not run anywhere. */
    public static PromotionSource of(Promotion.OfVersions versions) {
        return new PromotionSource(versions.origin(), Map.of(), versions.images(), null);
    }
}
