package io.jenkins.plugins.argoimageupdate.demo.argocd;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Argo CD's {@code policy.csv}: {@code p, <subject>, <resource>, <action>, <object>, <allow or deny>} and {@code g, <account>,
 * <role>}. What nothing allows is forbidden, and what is denied stays forbidden (argo-cd: {@code assets/model.conf}).
 */
final class AccessPolicy {

    private final List<List<String>> permissions = new ArrayList<>();
    private final List<List<String>> roles = new ArrayList<>();

    private AccessPolicy() {}

    static AccessPolicy parse(String csv) {
        AccessPolicy policy = new AccessPolicy();
        for (String line : csv.split("\n")) {
            List<String> columns =
                    List.of(line.split(",")).stream().map(String::strip).toList();
            if (columns.get(0).equals("p") && columns.size() == 6) {
                policy.permissions.add(columns.subList(1, 6));
            } else if (columns.get(0).equals("g") && columns.size() == 3) {
                policy.roles.add(columns.subList(1, 3));
            } else if (!line.isBlank() && !line.strip().startsWith("#")) {
                throw new IllegalArgumentException("no line of a policy: " + line);
            }
        }
        return policy;
    }

    /** @param object such as {@code project/name}, or {@code project/namespace/name} outside of Argo CD's own namespace */
    boolean allows(String account, String resource, String action, String object) {
        Set<String> subjects = subjects(account);
        Set<String> effects = permissions.stream()
                .filter(line -> subjects.contains(line.get(0))
                        && matches(line.get(1), resource)
                        && matches(line.get(2), action)
                        && matches(line.get(3), object))
                .map(line -> line.get(4))
                .collect(Collectors.toSet());
        return effects.contains("allow") && !effects.contains("deny");
    }

    private Set<String> subjects(String account) {
        Set<String> subjects = new HashSet<>(Set.of(account));
        boolean more = true;
        while (more) {
            more = roles.stream()
                    .filter(line -> subjects.contains(line.get(0)))
                    .map(line -> subjects.add(line.get(1)))
                    .reduce(false, Boolean::logicalOr);
        }
        return subjects;
    }

    /** A star goes over slashes too, as in {@code github.com/gobwas/glob} without separators. */
    private static boolean matches(String glob, String text) {
        StringBuilder expression = new StringBuilder();
        for (char c : glob.toCharArray()) {
            expression.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.matches(expression.toString(), text);
    }
}
