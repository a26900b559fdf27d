package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.watch.Warning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Warnings by what they say, so that each is said once, with all that it concerns. */
final class Warnings {

    private final Map<String, Subjects> concerned = new LinkedHashMap<>();

    /** @param application empty where the warning's subject is no image of one */
    void add(String application, Warning warning) {
        concerned.computeIfAbsent(warning.message(), message -> new Subjects()).add(application, warning.subject());
    }

    List<Warning> all() {
        List<Warning> all = new ArrayList<>();
        concerned.forEach((message, subjects) -> all.add(new Warning(subjects.toString(), message)));
        return all;
    }

    /** Those of one Application, as sentences without its name. */
    static List<String> sentences(List<Warning> ofApplication) {
        Warnings warnings = new Warnings();
        ofApplication.forEach(warning -> warnings.add("", warning));
        return warnings.all().stream().map(Warning::sentence).toList();
    }
}
