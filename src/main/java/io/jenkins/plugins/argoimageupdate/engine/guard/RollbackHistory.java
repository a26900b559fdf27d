package io.jenkins.plugins.argoimageupdate.engine.guard;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.time.Duration;

/**
 * How far back a branch is searched for versions that somebody moved away from; whichever ends first.
 *
 * @param commits of the written file
 * @param age of a commit
 */
public record RollbackHistory(int commits, Duration age) {

    public static final RollbackHistory DEFAULT = new RollbackHistory(50, Duration.ofDays(30));

    private static final int MOST_COMMITS = 1000;

    /**
     * Reads a number of commits, a duration, or both with a comma between, such as {@code 50, 30d}; what is left out has its default.
     *
     * @throws ConfigurationException if it is neither, or there are more than 1,000 commits
     */
    public static RollbackHistory parse(String text) {
        Integer commits = null;
        Duration age = null;
        for (String part : text.split(",", -1)) {
            String given = part.strip();
            boolean isNumber = given.matches("[0-9]+");
            if (isNumber && commits == null) {
                commits = given.length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(given);
            } else if (!isNumber && age == null) {
                age = LongDuration.parse("rollbackHistory", given);
            } else {
                throw unusable(text, "has two parts of a kind");
            }
        }
        if (commits != null && (commits < 1 || commits > MOST_COMMITS)) {
            throw unusable(text, "does not have 1 to 1,000 commits");
        }
        return new RollbackHistory(commits == null ? DEFAULT.commits : commits, age == null ? DEFAULT.age : age);
    }

    private static ConfigurationException unusable(String text, String answer) {
        return new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                "read rollbackHistory",
                "'" + text + "' " + answer,
                "Write commits and age, such as 50, 30d");
    }

    /** As it is written. */
    @Override
    public String toString() {
        return commits + ", " + LongDuration.format(age);
    }
}
