package io.jenkins.plugins.argoimageupdate.jenkins.webhook;

import jakarta.servlet.http.HttpServletRequest;

/** Who called, in words, through which proxies. */
final class Origin {

    private static final int LONGEST = 200;

    private Origin() {}

    static String of(HttpServletRequest request, String source) {
        String forwarded = request.getHeader("X-Forwarded-For");
        String proxies = forwarded == null ? "" : plain(forwarded) + " through ";
        return "the webhook '" + plain(source) + "' from " + proxies + request.getRemoteAddr();
    }

    private static String plain(String text) {
        String printable = text.replaceAll("[^A-Za-z0-9 .,:_\\[\\]-]", "?");
        return printable.length() > LONGEST ? printable.substring(0, LONGEST) + "…" : printable;
    }
}
