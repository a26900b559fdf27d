package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import io.jenkins.plugins.argoimageupdate.engine.http.address.SafeLink;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pages of commits at hosts that are known to have one at a known address. */
public final class CommitLink {

    private static final Pattern ADDRESS = Pattern.compile("(https?|ssh)://(?:[^@/]*@)?([^/]+)/(.+?)(?:\\.git)?/*");
    private static final Pattern SCP = Pattern.compile("(?:[^@/]*@)?([^/:]+):(.+?)(?:\\.git)?/*");

    private CommitLink() {}

    /**
     * The address; empty where none is known.
     *
     * @param repository its URL
     * @param commit full id
     */
    public static String of(String repository, String commit) {
        if (!commit.matches("[0-9a-f]{40}|[0-9a-f]{64}")) {
            return "";
        }
        Matcher address = ADDRESS.matcher(repository);
        if (address.matches()) {
            boolean web = !address.group(1).equals("ssh");
            String host = web ? address.group(2) : address.group(2).replaceFirst(":[0-9]+$", "");
            return link(web ? address.group(1) : "https", host, address.group(3), commit);
        }
        Matcher scp = SCP.matcher(repository);
        return scp.matches() && !repository.contains("://") ? link("https", scp.group(1), scp.group(2), commit) : "";
    }

    private static String link(String scheme, String host, String path, String commit) {
        String middle = middle(host.toLowerCase(Locale.ROOT));
        return middle.isEmpty()
                ? ""
                : Objects.requireNonNullElse(SafeLink.of(scheme + "://" + host + "/" + path + middle + commit), "");
    }

    private static String middle(String host) {
        if (host.matches("(.*\\.)?gitlab\\..*")) {
            return "/-/commit/";
        }
        if (host.equals("bitbucket.org")) {
            return "/commits/";
        }
        return host.matches("(.*\\.)?(github|gitea|forgejo)\\..*|codeberg\\.org|dev\\.azure\\.com") ? "/commit/" : "";
    }
}
