package io.jenkins.plugins.argoimageupdate.engine.registry.config;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.address.ServerAddress;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsContexts;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoints;
import io.jenkins.plugins.argoimageupdate.engine.registry.TagSortMode;
import io.jenkins.plugins.argoimageupdate.engine.yaml.YamlDocuments;
import io.jenkins.plugins.argoimageupdate.engine.yaml.YamlNode;
import io.jenkins.plugins.argoimageupdate.engine.yaml.YamlSyntaxException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads the Image Updater's {@code registries.conf} ({@code registry-scanner/pkg/registry/config.go}). It is strict: an
 * unknown or repeated key, or a value of the wrong type, refuses the whole file.
 */
public final class RegistriesConf {

    /** Reads a file that {@code ca_file} names. */
    @FunctionalInterface
    public interface Files {

        /** The file's text, or empty if there is no such file. */
        Optional<String> read(String path);
    }

    private final Files files;

    public RegistriesConf(Files files) {
        this.files = files;
    }

    /**
     * Reads the text of a file.
     *
     * @param file for messages
     * @throws ConfigurationException if the text cannot be used, with the line at fault
     */
    public RegistryEndpoints parse(String file, String yaml) {
        try {
            return parse(yaml);
        } catch (Refused e) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION, "read " + file, String.valueOf(e.getMessage()), e.advice);
        }
    }

    private RegistryEndpoints parse(String yaml) {
        List<RegistryEndpoint> endpoints = new ArrayList<>();
        for (YamlNode entry : entries(yaml)) {
            endpoints.add(endpoint(ConfFields.of(entry, FIELDS).orElseThrow(() -> noEntry(entry))));
        }
        failOnSecond(endpoints, endpoint -> endpoint.prefix().isEmpty(), "have no prefix");
        failOnSecond(endpoints, RegistryEndpoint::isDefault, "are default");
        return new RegistryEndpoints(endpoints);
    }

    private static final List<String> FIELDS = List.of(
            "name",
            "api_url",
            "prefix",
            "ping",
            "credentials",
            "credsexpire",
            "tagsortmode",
            "insecure",
            "ca_file",
            "ca_data",
            "defaultns",
            "limit",
            "default");

    private static Optional<YamlNode> firstDocument(String yaml) {
        try {
            return YamlDocuments.read(yaml).roots().stream().findFirst().map(YamlNode::new);
        } catch (YamlSyntaxException e) {
            throw invalid("line " + e.line() + ": " + e.answer(), e.advice());
        }
    }

    private static List<YamlNode> entries(String yaml) {
        return firstDocument(yaml)
                .filter(root -> !root.isNull())
                .map(root -> ConfFields.of(root, List.of("registries"))
                        .orElseThrow(() -> invalid("it is no mapping with a key 'registries'")))
                .flatMap(fields -> fields.node("registries"))
                .map(list -> list.items().orElseThrow(() -> invalid(ConfFields.line(list) + "'registries' is no list")))
                .orElse(List.of());
    }

    private static RuntimeException noEntry(YamlNode item) {
        return invalid(ConfFields.line(item) + "an entry of 'registries' is no mapping");
    }

    private RegistryEndpoint endpoint(ConfFields fields) {
        String name = fields.text("name");
        if (name.isEmpty()) {
            throw invalid(fields.line() + "a registry has no name");
        }
        String api = fields.text("api_url");
        if (api.isEmpty()) {
            throw invalid(fields.line() + "registry '" + name + "' has no api_url");
        }
        fields.flag("ping");
        return new RegistryEndpoint(
                name,
                fields.text("prefix"),
                address(api, name),
                fields.text("credentials"),
                fields.duration("credsexpire"),
                tagSortMode(fields.text("tagsortmode"), name),
                trust(fields, name),
                fields.text("defaultns"),
                fields.number("limit"),
                fields.flag("default"));
    }

    private static URI address(String api, String name) {
        try {
            return ServerAddress.ofWeb(api, "use registry " + name).toUri();
        } catch (ConfigurationException e) {
            if (!api.contains("://")) {
                throw invalid(
                        "the api_url of registry '" + name + "' has no scheme", "Write http:// or https:// before it");
            }
            throw invalid(
                    "the api_url of registry '" + name
                            + "' is no http or https address of letters, digits, dots and hyphens, or has a user, a query or a fragment");
        }
    }

    private static TagSortMode tagSortMode(String text, String name) {
        return TagSortMode.parse(text)
                .orElseThrow(() -> invalid("the tagsortmode of registry '" + name
                        + "' is neither latest-first nor latest-last nor none: '" + text + "'"));
    }

    private TlsTrust trust(ConfFields fields, String name) {
        boolean insecure = fields.flag("insecure");
        String file = fields.text("ca_file");
        StringBuilder pem = new StringBuilder(fields.text("ca_data"));
        if (!file.isEmpty() && !insecure) {
            pem.append('\n')
                    .append(files.read(file)
                            .orElseThrow(
                                    () -> invalid("the ca_file of registry '" + name + "' cannot be read: " + file)));
        }
        if (insecure || pem.length() == 0) {
            return new TlsTrust("", insecure);
        }
        TlsContexts.certificates(pem.toString());
        return new TlsTrust(pem.toString(), false);
    }

    private static void failOnSecond(
            List<RegistryEndpoint> endpoints, Predicate<RegistryEndpoint> unique, String problem) {
        List<RegistryEndpoint> such = endpoints.stream().filter(unique).limit(2).toList();
        if (such.size() > 1) {
            throw invalid("registries '" + such.get(0).name() + "' and '"
                    + such.get(1).name() + "' both " + problem);
        }
    }

    static RuntimeException invalid(String answer) {
        return invalid(answer, "Correct it");
    }

    static RuntimeException invalid(String answer, String advice) {
        return new Refused(answer, advice);
    }

    /** What is wrong and what to do, until it is known which file has it. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String advice;

        Refused(String answer, String advice) {
            super(answer);
            this.advice = advice;
        }
    }
}
