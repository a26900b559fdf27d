package io.jenkins.plugins.argoimageupdate.cli.conformance;

import java.util.Map;
import java.util.TreeMap;

/** Who answers which mode. */
final class Answerers {

    private Answerers() {}

    static Map<String, Answerer> byMode() {
        Map<String, Answerer> answerers = new TreeMap<>();
        answerers.put("image", new ImageAnswerer());
        answerers.put("override", new OverrideAnswerer());
        answerers.put("regconf", new RegistriesConfAnswerer());
        answerers.put("select", new SelectAnswerer());
        answerers.put("select_registry", new SelectRegistryAnswerer());
        answerers.put("text", new TextAnswerer());
        answerers.put("webhook", new WebhookAnswerer());
        return answerers;
    }
}
