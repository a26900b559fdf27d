package io.jenkins.plugins.argoimageupdate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationFixture;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSelector;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBackSettings;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoints;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import io.jenkins.plugins.argoimageupdate.engine.watch.UpdateSettings;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchRequest;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealPrograms;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.remote.GitCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Annotations choose no secret for a server that the connections have not bound it to, and run no program. */
public class AnnotatedCredentialsTest {

    private static final String THEIRS = "evil.example.net/team/x";
    private static final String OURS = "registry.example.com/team/x";
    /** A variable that is there on every machine. */
    private static final String VARIABLE = "env:PATH";

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Path ran;
    private String program;

    @Before
    public void writeAProgram() throws IOException {
        RealPrograms.requirePosix();
        ran = folder.getRoot().toPath().resolve("ran");
        Path script = write("login.sh", "#!/bin/sh\ntouch '" + ran + "'\necho u:p\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        program = "ext:" + script;
    }

    @Test
    public void aProgramOfAnAnnotationIsNotRun() throws Exception {
        LocalConnections connections = connections("credentials: {}");

        assertThatThrownBy(() -> annotated(connections, OURS, program))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "log in to https://registry.example.com/team/x as the annotation says, with '" + program)
                .hasMessageContaining("list it under connections, pullSecrets: {source: '" + program
                        + "', url: 'https://registry.example.com/'}");
        assertThat(ran).doesNotExist();
    }

    @Test
    public void aVariableOfAnAnnotationIsNotRead() throws Exception {
        LocalConnections connections = connections("credentials: {}");

        for (String source : List.of(VARIABLE, "ENV:PATH", "Env:PATH")) {
            assertThatThrownBy(() -> annotated(connections, OURS, source))
                    .hasMessageContaining("annotations may use no variable and no program that is not listed")
                    .hasMessageNotContainingAny(System.getenv("PATH"));
        }
    }

    @Test
    public void whatIsListedIsUsedForItsServerAlone() throws Exception {
        LocalConnections connections = connections("pullSecrets: [{source: '" + program
                + "', url: 'https://registry.example.com/team'}, {source: '" + VARIABLE
                + "', url: 'https://docker.io/'}]");

        assertThat(annotated(connections, OURS, program)).isEqualTo(RegistryLogin.of("u", "p"));
        assertThat(annotated(connections, "nginx", VARIABLE).isAnonymous()).isFalse();
        for (String image : List.of(
                THEIRS,
                "registry.example.com/teams/x",
                "registry.example.com:444/team/x",
                "plain.example.com/team/x")) {
            assertThatThrownBy(() -> annotated(connections, image, program)).hasMessageContaining("not listed");
        }
        assertThatThrownBy(() -> annotated(connections, OURS, VARIABLE)).hasMessageContaining("not listed");
    }

    @Test
    public void credentialsOfAnAnnotationGoWhereTheirUrlSays() throws Exception {
        LocalConnections connections = connections(
                "credentials: {hub: {username: a, password: 'file:login.sh', url: 'https://registry.example.com'}}");

        assertThat(annotated(connections, OURS, "pullsecret:any/hub").username())
                .isEqualTo("a");
        assertThat(annotated(connections, OURS, "secret:any/hub#creds").username())
                .isEqualTo("a");
        assertThatThrownBy(() -> annotated(connections, THEIRS, "pullsecret:any/hub"))
                .hasMessageContaining("log in to https://evil.example.net/team/x as the annotation says")
                .hasMessageContaining("its credentials are for https://registry.example.com alone");
    }

    @Test
    public void credentialsWithoutUrlAreNotForAnnotations() throws Exception {
        LocalConnections connections = connections("credentials: {hub: {username: a, password: 'file:login.sh'}}");

        assertThatThrownBy(() -> annotated(connections, OURS, "pullsecret:any/hub"))
                .hasMessageContaining("no url that binds them")
                .hasMessageContaining("add url: 'https://registry.example.com/' to them");
    }

    @Test
    public void aDockerConfigurationIsBoundByItself() throws Exception {
        write("config.json", "{\"auths\": {\"registry.example.com\": {\"username\": \"a\", \"password\": \"b\"}}}");
        LocalConnections connections = connections("credentials: {hub: {dockerConfig: 'file:config.json'}}");

        assertThat(annotated(connections, OURS, "pullsecret:any/hub")).isEqualTo(RegistryLogin.of("a", "b"));
        assertThatThrownBy(() -> annotated(connections, THEIRS, "pullsecret:any/hub"))
                .hasMessageContaining("it has no login for evil.example.net");
    }

    @Test
    public void whatTheWatchFileNamesIsUsedAsItIs() throws Exception {
        LocalConnections connections = connections(
                "credentials: {hub: {username: a, password: 'file:login.sh', url: 'https://github.com/example/'}}");

        assertThat(asked(connections, OURS, program)).isEqualTo(RegistryLogin.of("u", "p"));
        assertThat(asked(connections, OURS, VARIABLE).isAnonymous()).isFalse();
        assertThat(asked(connections, OURS, "hub").username()).isEqualTo("a");
        assertThat(connections
                        .repository("https://git.example.com/x.git", "hub", false)
                        .credentials())
                .isInstanceOf(GitCredentials.UserPassword.class);
    }

    @Test
    public void credentialsOfAnAnnotatedMethodGoToTheirRepositoriesAlone() throws Exception {
        LocalConnections connections = connections(
                "credentials: {github: {username: a, password: 'file:login.sh', url: 'https://github.com/example/'},"
                        + " free: {username: a, password: 'file:login.sh'}}");

        assertThat(connections
                        .repository("https://github.com/example/a.git", "secret:any/github", true)
                        .credentials())
                .isInstanceOf(GitCredentials.UserPassword.class);
        for (String url : List.of(
                "http://evil.example.net/x.git",
                "http://github.com/example/a.git",
                "https://github.com:444/example/a.git",
                "https://github.com/example2/a.git")) {
            assertThatThrownBy(() -> connections.repository(url, "secret:any/github", true))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(
                            "'git:secret:any/github': its credentials are for https://github.com/example/ alone");
        }
        assertThatThrownBy(() -> connections.repository("https://github.com/example/a.git", "secret:any/free", true))
                .hasMessageContaining("no url that binds them");
    }

    @Test
    public void aListedSourceNamesWhatItIsAndItsServer() {
        assertThatThrownBy(() -> connections("pullSecrets: [{source: 'pullsecret:a/b', url: 'https://x.example.com'}]"))
                .hasMessageContaining("neither a variable nor a program");
        assertThatThrownBy(() -> connections("pullSecrets: [{source: 'env:A'}]"))
                .hasMessageContaining("it has no url");
        assertThatThrownBy(() -> connections("pullSecrets: [{source: 'env:A', url: x}]"))
                .hasMessageContaining("its url is none");
    }

    private static RegistryLogin annotated(LocalConnections connections, String image, String source) throws Exception {
        return login(
                connections,
                new ApplicationFixture()
                        .annotation("image-list", "a=" + image)
                        .annotation("a.pull-secret", source)
                        .build(),
                UpdateSettings.NONE);
    }

    private static RegistryLogin asked(LocalConnections connections, String image, String source) throws Exception {
        return login(
                connections,
                new ApplicationFixture()
                        .annotation("image-list", "a=" + image)
                        .annotation("a.pull-secret", "env:ELSE")
                        .build(),
                new UpdateSettings(null, null, null, null, source, null));
    }

    private static RegistryLogin login(LocalConnections connections, Application application, UpdateSettings defaults)
            throws Exception {
        ApplicationSelector selector = ApplicationSelector.named(application.name());
        WatchedImage image = new WatchRequest(selector, List.of(), defaults, WriteBackSettings.NONE)
                .watch(application, warning -> {})
                .images()
                .get(0);
        return connections.login(image, connections.registry(image.image()));
    }

    private LocalConnections connections(String yaml) throws IOException {
        ConnectionsFile file = ConnectionsFile.read(write("connections.yaml", yaml + "\n"));
        RegistryEndpoints endpoints = new RegistryOptions().endpoints(write("registries.conf", """
                registries:
                - {name: plain, prefix: plain.example.com, api_url: 'http://registry.example.com'}
                """));
        return new LocalConnections(file, endpoints, new RegistryOptions().connector(), new PlainHttp(warning -> {}));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.getRoot().toPath().resolve(name), text);
    }
}
