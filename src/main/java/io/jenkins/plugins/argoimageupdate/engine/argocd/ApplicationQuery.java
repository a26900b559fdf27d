package io.jenkins.plugins.argoimageupdate.engine.argocd;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * Which Applications to list. An empty part restricts nothing.
 *
 * @param project a project's name
 * @param selector of labels, as {@code kubectl} takes it, such as {@code team=web,env!=test}
 * @param namespace where the Application resources live
 * @param namePattern a name, or a glob with {@code *}, {@code ?} and {@code [a-z]}
 */
public record ApplicationQuery(String project, String selector, String namespace, String namePattern) {

    public static final ApplicationQuery ALL = new ApplicationQuery("", "", "", "");

    /** Whether an Application of that name is asked for; a pattern that cannot be read takes none. */
    public boolean takes(String name) {
        if (namePattern.isEmpty() || namePattern.equals(name)) {
            return true;
        }
        StringBuilder expression = new StringBuilder();
        for (char c : namePattern.toCharArray()) {
            switch (c) {
                case '*' -> expression.append(".*");
                case '?' -> expression.append('.');
                case '[', ']', '-', '^' -> expression.append(c);
                default -> expression.append(Pattern.quote(String.valueOf(c)));
            }
        }
        try {
            return Pattern.matches(expression.toString(), name);
        } catch (PatternSyntaxException e) {
            return false;
        }
    }
}
