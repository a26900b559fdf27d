package io.jenkins.plugins.argoimageupdate.engine.promotion;

import io.jenkins.plugins.argoimageupdate.engine.guard.Wait;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.text.FirstFew;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what runs at the source for the images of an Application: by the alias, else by registry and name. It never guesses. */
public final class PromotionMatch {

    private final PromotionSource source;

    public PromotionMatch(PromotionSource source) {
        this.source = source;
    }

    /** What is promoted for one image. */
    public sealed interface Match {}

    /**
     * The version that runs at the source.
     *
     * @param reason why it is not written yet; null if it may be
     */
    public record Found(RegistryTag version, @Nullable Wait reason) implements Match {}

    /** @param explanation why there is no version, as a clause */
    public record None(String explanation) implements Match {}

    /** What is promoted for an image. */
    public Match find(ImageReference image) {
        List<PromotedImage> matching = matching(image);
        Set<String> versions =
                matching.stream().map(one -> one.image().withTag()).collect(Collectors.toCollection(TreeSet::new));
        if (versions.size() == 1) {
            return new Found(matching.get(0).version(), source.reason());
        }
        if (!versions.isEmpty()) {
            return new None(source.origin() + " has it in several versions, " + FirstFew.of(List.copyOf(versions))
                    + "; nothing is guessed");
        }
        if (source.aliases().containsKey(image.alias())) {
            return new None("no pod of " + source.origin() + " has "
                    + source.aliases().get(image.alias()) + " now"
                    + (source.reason() == null ? "" : "; " + source.reason().explanation()));
        }
        String alias = image.alias().isEmpty() ? "" : "no image called " + image.alias() + ", and ";
        return new None(source.origin() + " has " + alias + "no " + image.withoutTag() + "; there are " + there());
    }

    private List<PromotedImage> matching(ImageReference image) {
        String alias = image.alias();
        if (!alias.isEmpty()) {
            List<PromotedImage> named = source.images().stream()
                    .filter(one -> one.alias().equals(alias))
                    .toList();
            String called = source.aliases().get(alias);
            if (!named.isEmpty() || called != null) {
                return named;
            }
        }
        return source.images().stream()
                .filter(one -> one.image().isSameRepository(image))
                .toList();
    }

    private String there() {
        List<String> names = Stream.concat(
                        source.images().stream()
                                .map(one -> (one.alias().isEmpty() ? "" : one.alias() + "=")
                                        + one.image().withoutTag()),
                        source.aliases().entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()))
                .distinct()
                .sorted()
                .toList();
        return names.isEmpty() ? "none" : FirstFew.of(names).toString();
    }

    /**
     * What the source has and the other side does not know at all.
     *
     * @param watched images there
     * @param live what runs there, watched or not
     * @return a sentence without a full stop; empty if there is nothing
     */
    public Optional<String> leftOver(List<ImageReference> watched, List<ImageReference> live) {
        Set<PromotedImage> used =
                watched.stream().flatMap(image -> matching(image).stream()).collect(Collectors.toSet());
        List<String> left = new ArrayList<>();
        for (PromotedImage image : source.images()) {
            boolean known = used.contains(image)
                    || image.alias().isEmpty() && live.stream().anyMatch(one -> one.isSameRepository(image.image()));
            if (!known) {
                left.add((image.alias().isEmpty() ? "" : image.alias() + "=")
                        + image.image().withTag());
            }
        }
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(source.origin() + " also has "
                        + FirstFew.of(left.stream().distinct().sorted().toList())
                        + ", which nothing here is promoted to");
    }
}
