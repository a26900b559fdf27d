package io.jenkins.plugins.argoimageupdate.jenkins.record;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.util.Collection;

/** The value of an environment variable that lists something: words with blanks between. */
public final class EnvironmentWords {

    private static final int MOST = Budget.ENVIRONMENT.intValue();

    private EnvironmentWords() {}

    /** As many words as a variable may have, since Linux starts no program with a longer one; the last one is {@code …} if there are more. */
    public static String of(Collection<String> words) {
        StringBuilder value = new StringBuilder();
        for (String word : words) {
            if (value.length() + word.length() >= MOST) {
                return value.append('…').toString();
            }
            value.append(word).append(' ');
        }
        return value.toString().stripTrailing();
    }
}
