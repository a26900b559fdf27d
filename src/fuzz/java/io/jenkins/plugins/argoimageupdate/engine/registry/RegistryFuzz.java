package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.fuzz.FuzzInput;
import io.jenkins.plugins.argoimageupdate.engine.golang.GoDuration;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.registry.config.DockerConfig;
import io.jenkins.plugins.argoimageupdate.engine.registry.config.RegistriesConf;
import io.jenkins.plugins.argoimageupdate.engine.registry.config.UnusableDockerConfigException;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.ImageConfig;
import io.jenkins.plugins.argoimageupdate.engine.registry.manifest.ManifestParser;
import io.jenkins.plugins.argoimageupdate.engine.registry.taglist.LinkHeader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What registries and token servers answer, and how they are configured. */
public final class RegistryFuzz {

    private static final URI LIST = URI.create("https://registry.example:5000/v2/team/app/tags/list?n=1000");
    private static final Instant NOW = Instant.parse("2026-11-29T05:00:00Z");
    private static final RegistryEndpoint ENDPOINT =
            RegistryEndpoint.at("registry.example", URI.create("https://registry.example:5000"), TlsTrust.DEFAULT);

    private RegistryFuzz() {}

    /** {@code WWW-Authenticate}, a line each. */
    public static void challenge(byte[] input) {
        List<AuthChallenge> challenges =
                AuthChallenge.parse(FuzzInput.text(input).lines().toList());
        AuthChallenge.find(challenges, "bearer").ifPresent(one -> one.parameter("realm"));
    }

    /** {@code Link}, a line each; a link that cannot be read is an {@link IllegalArgumentException}. */
    public static void link(byte[] input) {
        try {
            LinkHeader.next(FuzzInput.text(input).lines().toList(), LIST)
                    .ifPresent(link -> NextPage.of(link, LIST).shown());
        } catch (IllegalArgumentException e) {
            // told as such
        }
    }

    /** The media type in the first line, then the manifest; also read as an image's configuration. */
    public static void manifest(byte[] input) {
        String[] lines = FuzzInput.lines(FuzzInput.text(input), 2);
        ManifestParser.parse(lines[0], lines[1].getBytes(StandardCharsets.UTF_8));
        ManifestParser.parse("", FuzzInput.bytes(input));
        ImageConfig.parse(lines[1].getBytes(StandardCharsets.UTF_8));
    }

    /** A token server's answer. */
    public static void token(byte[] input) {
        BearerToken.parse(FuzzInput.bytes(input), NOW).ifPresent(token -> token.isFresh(NOW));
    }

    /** {@code registries.conf}, refused by a {@link ConfigurationException}; also read as a duration. */
    public static void registriesConf(byte[] input) {
        String text = FuzzInput.text(input);
        try {
            new RegistriesConf(path -> Optional.of(text))
                    .parse("registries.conf", text)
                    .all();
        } catch (ConfigurationException e) {
            // told as such
        }
        GoDuration.parse(text).ifPresent(GoDuration::format);
    }

    /** A Docker configuration, and the login that is in it. */
    public static void dockerConfig(byte[] input) {
        String text = FuzzInput.text(input);
        DockerConfig.isMeantBy(text);
        try {
            DockerConfig.parse(text).login(ENDPOINT, "team/app").basic();
        } catch (UnusableDockerConfigException e) {
            // told as such
        }
    }
}
