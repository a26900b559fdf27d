package io.jenkins.plugins.argoimageupdate.engine.plan;

import io.jenkins.plugins.argoimageupdate.engine.guard.Guards;
import io.jenkins.plugins.argoimageupdate.engine.guard.LongDuration;
import io.jenkins.plugins.argoimageupdate.engine.guard.MaxStep;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait;
import io.jenkins.plugins.argoimageupdate.engine.guard.Wait.Cause;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.image.TagFilter;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict;
import io.jenkins.plugins.argoimageupdate.engine.selection.Selection;
import io.jenkins.plugins.argoimageupdate.engine.strategy.SelectionRule;
import io.jenkins.plugins.argoimageupdate.engine.strategy.TagOrder;
import io.jenkins.plugins.argoimageupdate.engine.strategy.UpdateStrategy;
import io.jenkins.plugins.argoimageupdate.engine.version.Version;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the version of an image that its guards let through: the one that the strategy prefers, or the next one below it that is still
 * newer than what is live. It decides by what is known, and says which tag has to be looked at where that is not enough.
 */
public final class GuardedChoice {

    /** Versions that are looked at for one image: below so many that wait, none is looked for. */
    private static final int MOST = 50;

    private static final int MOST_OF_LINE = 3;

    /** Builds that are to be reproducible have dates such as the beginning of 1970 or 1980. */
    private static final Instant EARLIEST = Instant.parse("1981-01-01T00:00:00Z");

    private final ImageChange change;
    private final Selection selection;
    private final Guards guards;
    private final Instant now;
    private final Map<String, Optional<RegistryTag>> known;
    private final SelectionRule rule;
    private final boolean agreed;
    private @Nullable Held first;

    /**
     * @param change to the version that the strategy prefers, or that is promoted
     * @param agreed whether somebody has approved this change
     * @param known tags that were looked at, by name; empty for those of which nothing can be found out
     */
    private GuardedChoice(
            ImageChange change,
            Selection selection,
            boolean agreed,
            Instant now,
            Map<String, Optional<RegistryTag>> known) {
        this.change = change;
        this.selection = selection;
        this.agreed = agreed;
        this.guards = change.watched().guards();
        this.now = now;
        this.known = known;
        this.rule = change.watched().rule();
    }

    /** What comes of it. */
    public sealed interface Result {}

    /**
     * A version may be written.
     *
     * @param held the newest that has to wait; null for none
     */
    public record Write(RegistryTag tag, @Nullable Held held) implements Result {}

    /** None may. @param reason of the newest */
    public record Held(RegistryTag tag, Wait reason) implements Result {}

    /** More has to be known of a tag. */
    public record Ask(RegistryTag tag) implements Result {}

    /** More has to be known of a tag before it goes on. */
    private static final class Unknown extends Exception {

        private static final long serialVersionUID = 1L;
        private final transient RegistryTag tag;

        private Unknown(RegistryTag tag) {
            super(tag.name(), null, false, false);
            this.tag = tag;
        }
    }

    /** See the constructor. */
    public static Result of(
            ImageChange change,
            Selection selection,
            boolean agreed,
            Instant now,
            Map<String, Optional<RegistryTag>> known) {
        GuardedChoice choice = new GuardedChoice(change, selection, agreed, now, known);
        try {
            return choice.choose(rule(change).strategy().order(rule(change), filter(change)));
        } catch (Unknown e) {
            return new Ask(e.tag);
        }
    }

    /**
     * The tags of which more may have to be known once it is known what is live: the newest of each line of versions that the greatest step
     * keeps apart. None where that makes no difference.
     */
    public static List<RegistryTag> dependingOnLive(ImageChange change, Selection selection) {
        Guards guards = change.watched().guards();
        boolean looks = !guards.minimumAge().isZero() || rule(change).strategy().needsMetadata();
        if (guards.maxStep() == MaxStep.MAJOR
                || !looks
                || rule(change).strategy().comparesDigests()) {
            return List.of();
        }
        Map<Version, String> newestFirst = new TreeMap<>(Comparator.reverseOrder());
        selection.verdicts().stream()
                .filter(verdict -> verdict.outcome() == TagVerdict.Outcome.OLDER)
                .forEach(verdict -> Version.parse(verdict.tag())
                        .ifPresent(version -> newestFirst.putIfAbsent(version, verdict.tag())));
        List<RegistryTag> tags = new ArrayList<>();
        Version line = null;
        int ofLine = 0;
        for (Map.Entry<Version, String> entry : newestFirst.entrySet()) {
            boolean same = line != null && guards.maxStep().allows(line, entry.getKey());
            ofLine = same ? ofLine + 1 : 1;
            line = entry.getKey();
            if (ofLine <= MOST_OF_LINE && tags.size() < MOST) {
                tags.add(RegistryTag.named(entry.getValue()));
            }
        }
        return tags;
    }

    private static SelectionRule rule(ImageChange change) {
        return change.watched().rule();
    }

    private static TagFilter filter(ImageChange change) {
        return TagFilter.of(rule(change).allowTags(), rule(change).ignoreTags());
    }

    private <K extends Comparable<K>> Result choose(TagOrder<K> order) throws Unknown {
        RegistryTag preferred = selection.chosen().orElseThrow();
        Optional<Wait> wait = refusal(preferred, order);
        if (wait.isEmpty()) {
            return new Write(preferred, null);
        }
        first = new Held(preferred, wait.get());
        boolean only = selection.verdicts().isEmpty();
        if (only || wait.get().cause() == Cause.DOWNGRADE || rule.strategy().comparesDigests()) {
            return first;
        }
        Optional<K> live = liveKey(order);
        if (live.isEmpty()
                && !change.oldTag().name().isEmpty()
                && rule.strategy().needsMetadata()) {
            return first; // what is not known to be newer may be older
        }
        List<RegistryTag> others = others(order, preferred, live);
        Wait soonest = null;
        for (RegistryTag tag : others) {
            if (!rule.strategy().needsUpdate(change.oldTag(), rule.strategy().tagFor(tag))) {
                break;
            }
            Optional<Wait> other = refusal(tag, order);
            if (other.isEmpty()) {
                Optional<RegistryTag> whole = rule.strategy().needsMetadata() ? look(tag) : Optional.of(tag);
                if (whole.isPresent()) {
                    return new Write(whole.get(), first);
                }
            } else if (isSooner(other.get(), soonest)) {
                soonest = other.get();
            }
        }
        return isSooner(soonest, first.reason()) ? new Held(preferred, and(first.reason(), soonest)) : first;
    }

    private static boolean isSooner(@Nullable Wait wait, @Nullable Wait than) {
        return wait != null
                && wait.until() != null
                && (than == null || than.until() == null || wait.until().isBefore(than.until()));
    }

    /** The newest stays for its own reason, and another one is tried before. */
    private static Wait and(Wait newest, Wait sooner) {
        return new Wait(newest.cause(), newest.explanation() + "; " + sooner.explanation(), sooner.until());
    }

    /** Those that the strategy would take next, and that are newer than what is live; a few. */
    private <K extends Comparable<K>> List<RegistryTag> others(
            TagOrder<K> order, RegistryTag preferred, Optional<K> live) {
        record Ranked<K>(RegistryTag tag, K key) {}
        Comparator<Ranked<K>> newestFirst = (one, other) -> order.compare(other.key, one.key);
        return selection.verdicts().stream()
                .filter(verdict -> verdict.outcome() == TagVerdict.Outcome.OLDER)
                .map(GuardedChoice::tag)
                .filter(tag -> !tag.name().equals(preferred.name()))
                .flatMap(tag -> order.key(tag).map(key -> new Ranked<>(tag, key)).stream())
                .filter(ranked -> live.isEmpty() || order.compare(ranked.key, live.get()) > 0)
                .filter(ranked -> isWithinStep(ranked.tag))
                .sorted(newestFirst.thenComparing(ranked -> ranked.tag.name(), Comparator.reverseOrder()))
                .limit(MOST)
                .map(Ranked::tag)
                .toList();
    }

    private static RegistryTag tag(TagVerdict verdict) {
        return new RegistryTag(verdict.tag(), verdict.created(), "", Map.of());
    }

    private <K extends Comparable<K>> Optional<Wait> refusal(RegistryTag tag, TagOrder<K> order) throws Unknown {
        Optional<Wait> wait = guards.allowDowngrade() ? Optional.empty() : downgrade(tag, order);
        if (wait.isEmpty() && !isWithinStep(tag)) {
            wait = Optional.of(new Wait(
                    Cause.MAX_STEP,
                    tag.name() + " is a bigger step from " + change.oldTag().name() + " than maxStep '"
                            + guards.maxStep().id() + "' allows"));
        }
        if (wait.isEmpty() && !guards.minimumAge().isZero()) {
            wait = tooYoung(tag);
        }
        return wait.isEmpty() ? unapproved(tag) : wait;
    }

    private <K extends Comparable<K>> Optional<Wait> downgrade(RegistryTag tag, TagOrder<K> order) throws Unknown {
        Optional<K> live = liveKey(order);
        if (live.isEmpty()) {
            return Optional.empty();
        }
        Optional<K> own = order.key(tag);
        if (own.isEmpty() && rule.strategy().needsMetadata()) {
            own = look(tag).flatMap(order::key);
        }
        return own.filter(key -> order.compare(key, live.get()) < 0)
                .map(key -> new Wait(
                        Cause.DOWNGRADE,
                        tag.name() + " would be a step back from "
                                + change.oldTag().name() + ", which is live (allowDowngrade: false)"));
    }

    private boolean isWithinStep(RegistryTag tag) {
        Optional<Version> live = Version.parse(change.oldTag().name());
        Optional<Version> next = Version.parse(tag.name());
        return live.isEmpty() || next.isEmpty() || guards.maxStep().allows(live.get(), next.get());
    }

    private Optional<Wait> tooYoung(RegistryTag tag) throws Unknown {
        Instant date =
                tag.created() == null ? look(tag).map(RegistryTag::created).orElse(null) : tag.created();
        String age = LongDuration.format(guards.minimumAge());
        if (date == null || date.isBefore(EARLIEST)) {
            return Optional.of(new Wait(
                    Cause.MINIMUM_AGE,
                    "the age of " + (tag.name().isEmpty() ? tag.digest() : tag.name()) + " is not known: "
                            + (date == null
                                    ? "its registry tells no date"
                                    : "its date, " + date + ", is none of a build")
                            + " (minimumAge: " + age + ")"));
        }
        Instant until = date.plus(guards.minimumAge());
        String done = rule.strategy().needs() == UpdateStrategy.Needs.PUSH_TIME ? "pushed" : "built";
        return now.isBefore(until)
                ? Optional.of(new Wait(
                        Cause.MINIMUM_AGE,
                        tag.name() + " was " + done + " at "
                                + DateTimeFormatter.ISO_INSTANT.format(date.truncatedTo(ChronoUnit.SECONDS))
                                + " and is too young (minimumAge: " + age + ")",
                        until))
                : Optional.empty();
    }

    private Optional<Wait> unapproved(RegistryTag tag) {
        boolean preferred = selection.chosen().filter(tag::equals).isPresent();
        if (preferred && agreed) {
            return Optional.empty();
        }
        ImageTag written = preferred ? change.newTag() : rule.strategy().tagFor(tag);
        return guards.approve()
                .missing(written)
                .map(pattern ->
                        new Wait(Cause.APPROVAL, tag.name() + " needs somebody's approval (approve: " + pattern + ")"));
    }

    private <K extends Comparable<K>> Optional<K> liveKey(TagOrder<K> order) throws Unknown {
        String live = change.oldTag().name();
        if (live.isEmpty()) {
            return Optional.empty();
        }
        Optional<K> named = order.key(selection.verdicts().stream()
                .filter(verdict -> verdict.tag().equals(live))
                .findFirst()
                .map(GuardedChoice::tag)
                .orElseGet(() -> RegistryTag.named(live)));
        return named.isPresent() || !rule.strategy().needsMetadata()
                ? named
                : look(RegistryTag.named(live)).flatMap(order::key);
    }

    private Optional<RegistryTag> look(RegistryTag tag) throws Unknown {
        Optional<RegistryTag> found = known.get(tag.name());
        if (found == null) {
            throw new Unknown(tag);
        }
        return found;
    }
}
