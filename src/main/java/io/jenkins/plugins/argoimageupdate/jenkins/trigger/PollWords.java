package io.jenkins.plugins.argoimageupdate.jenkins.trigger;

import io.jenkins.plugins.argoimageupdate.jenkins.trigger.memory.PollRecord;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jvnet.localizer.Localizable;

/** What polls keep in English, for logs and the remote API, in the language of who reads it. */
final class PollWords {

    /** Who asks for polls by schedule. */
    static final String SCHEDULE = "the schedule";

    private static final String BETWEEN = ", ";
    private static final String BY_HAND = " (poll now)";
    private static final Pattern WEBHOOK = Pattern.compile("the webhook '(.*?)' from (.*)");

    /** The addresses of proxies have commas between them, too. */
    private static final Pattern ORIGINS =
            Pattern.compile(BETWEEN + "(?=the schedule(?:,|$)|the webhook |[^,]+ \\(poll now\\)(?:,|$))");

    private PollWords() {}

    /** Who asks for a poll by hand. */
    static String byHand(String user) {
        return user + BY_HAND;
    }

    /** What was decided, in English. */
    static String english(PollRecord.Outcome outcome, String detail) {
        return words(outcome, detail).toString(Locale.ENGLISH);
    }

    /** What was decided, in the reader's language where that is known. */
    static String decision(PollRecord poll) {
        String detail = poll.detail();
        return detail == null || poll.outcome() == PollRecord.Outcome.FAILED
                ? poll.decision()
                : words(poll.outcome(), detail).toString();
    }

    private static Localizable words(PollRecord.Outcome outcome, String detail) {
        return switch (outcome) {
            case CURRENT -> detail.isEmpty() ? Messages._PollWords_current() : Messages._PollWords_rollingOut(detail);
            case WAITING -> Messages._PollWords_waiting(detail);
            case UNHEALTHY -> Messages._PollWords_unhealthy(detail);
            case STARTED -> Messages._PollWords_started(detail);
            case STARTED_EARLIER -> Messages._PollWords_startedEarlier(detail);
            case NOTHING_WATCHED -> Messages._PollWords_nothingWatched();
            case NOT_BUILDABLE -> Messages._PollWords_notBuildable(detail);
            case FAILED -> Messages._PollWords_failed(detail);
        };
    }

    /** Who asked for a poll, in the reader's language. */
    static String origin(String origins) {
        return ORIGINS.splitAsStream(origins).map(PollWords::one).collect(Collectors.joining(BETWEEN));
    }

    private static String one(String origin) {
        Matcher webhook = WEBHOOK.matcher(origin);
        if (webhook.matches()) {
            return Messages.PollWords_webhook(webhook.group(1), webhook.group(2));
        }
        if (origin.endsWith(BY_HAND)) {
            return Messages.PollWords_byHand(origin.substring(0, origin.length() - BY_HAND.length()));
        }
        return origin.equals(SCHEDULE) ? Messages.PollWords_schedule() : origin;
    }
}
