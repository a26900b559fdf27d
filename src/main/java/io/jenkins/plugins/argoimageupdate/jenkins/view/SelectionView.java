package io.jenkins.plugins.argoimageupdate.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.ImageReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.SelectionReport;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.TagReport;
import io.jenkins.plugins.argoimageupdate.engine.image.TagVerdict;
import java.util.Date;
import java.util.List;

/** Why a tag was chosen, and why not another one. */
public final class SelectionView {

    private static final int MOST_CANDIDATES = 10;

    private final ImageReport image;
    private final SelectionReport selection;

    SelectionView(ImageReport image) {
        this.image = image;
        this.selection = image.selection();
    }

    /** A tag with what was decided of it, in words. */
    public record Candidate(String tag, @CheckForNull Date created, boolean chosen, String verdict) {

        static Candidate of(TagReport tag) {
            Date created = tag.created() == null ? null : Date.from(tag.created());
            return new Candidate(
                    tag.tag(), created, tag.outcome() == TagVerdict.Outcome.CHOSEN, SelectionView.verdict(tag));
        }
    }

    /** Such as {@code 1,200 tags → 1,000 match ^main → 1,000 left by metadata and version → newest-build chose main-b99bc73}. */
    public String getFunnel() {
        String filter = image.about().filter().isEmpty()
                ? Messages.Selection_anyFilter()
                : image.about().filter();
        return Messages.Selection_funnel(
                selection.listed(),
                selection.allowed(),
                filter,
                selection.considered(),
                image.about().strategy(),
                image.to().shown());
    }

    public List<String> getNotes() {
        return selection.notes();
    }

    /** The chosen one and those that came next. */
    public List<Candidate> getCandidates() {
        return selection.tags().stream()
                .limit(MOST_CANDIDATES)
                .map(Candidate::of)
                .toList();
    }

    /** Whether it is known of any candidate when it was built. */
    public boolean isWithTimes() {
        return getCandidates().stream().anyMatch(candidate -> candidate.created() != null);
    }

    /** Tags that are not among {@link #getCandidates}. */
    public int getMore() {
        return Math.max(0, selection.listed() - MOST_CANDIDATES);
    }

    /** Why a tag was not chosen, for any tag. */
    public String whyNot(String tag) {
        for (TagReport known : selection.tags()) {
            if (known.tag().equals(tag)) {
                return Messages.WhyNot_answer(tag, verdict(known));
            }
        }
        return selection.listed() > selection.tags().size()
                ? Messages.WhyNot_notKept(tag, selection.tags().size(), selection.listed())
                : Messages.WhyNot_notListed(tag, image.about().image());
    }

    private static String verdict(TagReport tag) {
        String words = switch (tag.outcome()) {
            case CHOSEN -> Messages.Verdict_chosen();
            case OLDER -> Messages.Verdict_older();
            case WAITS -> Messages.Verdict_waits();
            case NOT_ALLOWED -> Messages.Verdict_notAllowed();
            case IGNORED -> Messages.Verdict_ignored();
            case NOT_A_VERSION -> Messages.Verdict_notAVersion();
            case OUTSIDE_CONSTRAINT -> Messages.Verdict_outsideConstraint();
            case OTHER_PLATFORM -> Messages.Verdict_otherPlatform();
            case NOT_AN_IMAGE -> Messages.Verdict_notAnImage();
            case NO_METADATA -> Messages.Verdict_noMetadata();
        };
        return tag.detail().isEmpty() ? words : Messages.Verdict_withDetail(words, tag.detail());
    }
}
