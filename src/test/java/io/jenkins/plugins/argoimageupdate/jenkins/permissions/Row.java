package io.jenkins.plugins.argoimageupdate.jenkins.permissions;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A line of the table of permissions, see {@code permissions.txt}.
 *
 * @param outcomes for each user, in the order of {@link #USERS}
 * @param tells what only an answer to who may know contains; empty for nothing in particular
 */
record Row(String endpoint, Takes takes, String address, List<String> outcomes, String tells) {

    static final List<String> USERS =
            List.of("anonymous", "visitor", "reader", "extended", "builder", "configurer", "manager", "admin");

    private static final Pattern SEVERAL = Pattern.compile("([\\w,]+)([#/])([\\w,]+)");

    /** What a request has to be like. */
    enum Takes {
        /** A page: any method will do, as there is no effect. */
        VIEW,
        /** GET only. */
        GET,
        /** POST with a crumb only. */
        POST,
        /** POST with or without a crumb. */
        HOOK,
        /** Nothing: it has no address. */
        NONE
    }

    static List<Row> read() throws IOException {
        List<Row> rows = new ArrayList<>();
        try (InputStream in = Row.class.getResourceAsStream("permissions.txt")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> rows.addAll(parse(line)));
        }
        return rows;
    }

    /** One line stands for several endpoints where names are listed with commas between. */
    private static List<Row> parse(String line) {
        String[] columns = line.split("\\|", -1);
        Matcher endpoint = SEVERAL.matcher(columns[0].strip());
        List<String> outcomes = List.of(columns[3].strip().split("\\s+"));
        if (!endpoint.matches() || outcomes.size() != USERS.size()) {
            throw new IllegalArgumentException("not a line of the table: " + line);
        }
        return Stream.of(endpoint.group(1).split(","))
                .flatMap(type -> Stream.of(endpoint.group(3).split(","))
                        .map(member -> new Row(
                                type + endpoint.group(2) + member,
                                Takes.valueOf(columns[1].strip()),
                                columns[2].strip(),
                                outcomes,
                                columns[4].strip())))
                .toList();
    }

    private String type() {
        return endpoint.split("[#/]")[0];
    }

    /** As it is in addresses: a view's name, or a method's without {@code do}. */
    private String member() {
        String name = endpoint.split("[#/]")[1].replaceFirst("^do(?=[A-Z])", "");
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /**
     * Where the request goes, relative to Jenkins.
     *
     * @param places what stands in braces
     * @param descriptors addresses of descriptors, by what they describe
     */
    String url(Map<String, String> places, Map<String, String> descriptors) {
        String url = address.replace("{view}", member()).replace("@", descriptors.get(type()) + "/" + member());
        for (Map.Entry<String, String> place : places.entrySet()) {
            url = url.replace("{" + place.getKey() + "}", place.getValue());
        }
        return url;
    }
}
