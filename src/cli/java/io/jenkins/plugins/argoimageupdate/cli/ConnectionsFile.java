package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.cli.files.TextFile;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdCredentials;
import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdServer;
import io.jenkins.plugins.argoimageupdate.engine.http.address.ServerAddress;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.watch.ConfigNode;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code connections} of a watch file, or a file of its own with the same keys.
 *
 * <pre>
 * connections:
 *   argocd:
 *     - {name: production, url: 'https://argocd.example.com', token: 'env:ARGOCD_TOKEN', caFile: ca.pem}
 *   credentials:
 *     github: {username: bot, password: 'env:GITHUB_TOKEN', url: 'https://github.com/'}
 *     deploy: {privateKey: 'file:id_ed25519'}
 *   git: {knownHostsFile: known_hosts, caFile: ca.pem}
 *   pullSecrets: [{source: 'env:HUB_LOGIN', url: 'https://registry.example.com/'}]
 *   registriesConf: registries.conf
 *   commit: {name: bot, email: bot@example.com, signOff: true, messageFile: message.tpl}
 * </pre>
 *
 * @param argocd by name, the first one is the default
 * @param registriesConf null for none
 */
record ConnectionsFile(
        Map<String, ArgoCdServer> argocd,
        Map<String, NamedCredentials> credentials,
        AnnotationRule annotations,
        String knownHosts,
        TlsTrust gitTrust,
        @Nullable Path registriesConf,
        CommitConfiguration commit) {

    static final ConnectionsFile NONE = new ConnectionsFile(
            Map.of(), Map.of(), AnnotationRule.STRICT, "", TlsTrust.DEFAULT, null, CommitConfiguration.DEFAULT);

    private static final Set<String> KEYS =
            Set.of("argocd", "credentials", "pullSecrets", "git", "registriesConf", "commit");

    /** The connections in a watch file; {@link #NONE} where it has none. */
    static ConnectionsFile inWatchFile(Path file) {
        return ConfigNode.parse(file.toString(), TextFile.read(file))
                .get("connections")
                .map(node -> of(node, file))
                .orElse(NONE);
    }

    /** @param file of their own; null where those of the watch file are used */
    static ConnectionsFile of(Path watch, @Nullable Path file) {
        return file == null ? inWatchFile(watch) : read(file);
    }

    static ConnectionsFile read(Path file) {
        ConfigNode root = ConfigNode.parse(file.toString(), TextFile.read(file));
        Optional<ConfigNode> connections = root.get("connections");
        connections.ifPresent(node -> root.allow(WatchFile.keys()));
        return of(connections.orElse(root), file);
    }

    private static ConnectionsFile of(ConfigNode node, Path file) {
        node.allow(KEYS);
        Path directory = file.toAbsolutePath().getParent();
        Optional<ConfigNode> git = node.get("git");
        git.ifPresent(g -> g.allow(Set.of("knownHostsFile", "caFile", "insecure")));
        return new ConnectionsFile(
                servers(node, directory),
                credentials(node, directory),
                AnnotationRule.of(node.list("pullSecrets")),
                git.flatMap(g -> g.get("knownHostsFile"))
                        .map(path -> TextFile.read(path, directory))
                        .orElse(""),
                git.map(g -> trust(g, directory)).orElse(TlsTrust.DEFAULT),
                node.get("registriesConf")
                        .map(path -> TextFile.path(path, directory))
                        .orElse(null),
                node.get("commit")
                        .map(commit -> CommitConfiguration.of(commit, directory))
                        .orElse(CommitConfiguration.DEFAULT));
    }

    private static Map<String, ArgoCdServer> servers(ConfigNode node, @Nullable Path directory) {
        Map<String, ArgoCdServer> servers = new LinkedHashMap<>();
        for (ConfigNode entry : node.list("argocd")) {
            entry.allow(Set.of("name", "url", "token", "username", "password", "caFile", "insecure"));
            String name = Objects.requireNonNullElse(entry.text("name"), "default");
            ArgoCdServer server = new ArgoCdServer(name, url(entry), trust(entry, directory), login(entry, directory));
            if (servers.put(name, server) != null) {
                throw entry.unusable("the name '" + name + "' is taken", "Use each name once");
            }
        }
        return servers;
    }

    private static URI url(ConfigNode entry) {
        String text = entry.text("url");
        if (text == null) {
            throw entry.unusable("it has no URL", "Write url: https://<host of Argo CD>");
        }
        return ServerAddress.ofWeb(text, "use an Argo CD server of the connections")
                .toUri();
    }

    private static ArgoCdCredentials login(ConfigNode entry, @Nullable Path directory) {
        Optional<ConfigNode> token = entry.get("token");
        if (token.isPresent()) {
            return new ArgoCdCredentials.Token(SecretSource.read(token.get(), directory));
        }
        if (entry.text("username") == null || entry.get("password").isEmpty()) {
            throw entry.unusable("there is neither a token nor a username and password", "Give one of them");
        }
        return new ArgoCdCredentials.UserPassword(
                entry.text("username"), SecretSource.read(entry.get("password").get(), directory));
    }

    private static TlsTrust trust(ConfigNode node, @Nullable Path directory) {
        String ca =
                node.get("caFile").map(path -> TextFile.read(path, directory)).orElse("");
        return new TlsTrust(ca, Boolean.TRUE.equals(node.flag("insecure")));
    }

    private static Map<String, NamedCredentials> credentials(ConfigNode node, @Nullable Path directory) {
        Map<String, NamedCredentials> credentials = new LinkedHashMap<>();
        node.get("credentials")
                .map(ConfigNode::entries)
                .orElse(Map.of())
                .forEach((id, entry) -> credentials.put(id, NamedCredentials.of(entry, directory)));
        return credentials;
    }

    List<ArgoCdServer> servers() {
        return new ArrayList<>(argocd.values());
    }
}
