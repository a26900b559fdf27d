package io.jenkins.plugins.argoimageupdate.engine.cli.conformance;

import java.util.Map;

/** Who answers which mode. */
final class Answerers {

    static final Map<String, Answerer> BY_MODE = Map.ofEntries(
            Map.entry("image", new ImageAnswerer()),
            Map.entry("regconf", new RegistriesConfAnswerer()),
            Map.entry("text", new TextAnswerer()));

    private Answerers() {}
}
