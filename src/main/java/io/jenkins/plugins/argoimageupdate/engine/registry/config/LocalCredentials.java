package io.jenkins.plugins.argoimageupdate.engine.registry.config;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryEndpoint;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryLogin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Credentials from environment variables and programs, as the command line uses them. It runs programs: never use it where
 * others than the person at the command line write the configuration.
 */
public final class LocalCredentials implements RegistryCredentials {

    private static final int TIMEOUT_SECONDS = 10;
    private static final int MAX_OUTPUT = 64 * 1024;

    private final Map<String, String> environment;

    public LocalCredentials(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public RegistryLogin resolve(String source, RegistryEndpoint endpoint) throws InterruptedException {
        CredentialSource parsed = CredentialSource.parse(source);
        if (parsed instanceof CredentialSource.Environment env) {
            String value = environment.get(env.variable());
            if (value == null) {
                throw failure(source, endpoint, "environment variable " + env.variable() + " is not set", "Set it");
            }
            return pair(value, source, endpoint);
        }
        if (parsed instanceof CredentialSource.Script script) {
            Path program = LocalPath.of(script.path(), (answer, advice) -> failure(source, endpoint, answer, advice));
            return pair(run(program, source, endpoint), source, endpoint);
        }
        throw failure(
                source,
                endpoint,
                "Kubernetes secrets cannot be read from here",
                "Use env:<variable> or ext:<absolute path> on the command line");
    }

    private static RegistryLogin pair(String value, String source, RegistryEndpoint endpoint) {
        int colon = value.indexOf(':');
        if (colon < 0) {
            throw failure(source, endpoint, "the value has no colon", "Write <user>:<password>");
        }
        return RegistryLogin.of(
                value.substring(0, colon), value.substring(colon + 1).strip());
    }

    private static String run(Path program, String source, RegistryEndpoint endpoint) throws InterruptedException {
        if (!Files.isExecutable(program)) {
            throw failure(source, endpoint, program + " is not a program", "Check the path and its permissions");
        }
        Process process = null;
        try {
            process = new ProcessBuilder(program.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            InputStream output = process.getInputStream();
            CompletableFuture<String> text = CompletableFuture.supplyAsync(() -> read(output));
            String value = text.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw failure(source, endpoint, program + " failed", "Run it by hand to see why");
            }
            return value.strip();
        } catch (TimeoutException e) {
            throw failure(source, endpoint, program + " took over " + TIMEOUT_SECONDS + " s", "Make it faster");
        } catch (IOException | ExecutionException e) {
            throw failure(source, endpoint, program + " cannot be run", "Run it by hand to see why");
        } finally {
            if (process != null) {
                process.toHandle().destroyForcibly();
            }
        }
    }

    private static String read(InputStream output) {
        try {
            return new String(output.readNBytes(MAX_OUTPUT), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ConfigurationException failure(
            String source, RegistryEndpoint endpoint, String answer, String advice) {
        return new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                "get the credentials for " + endpoint.host() + " from " + source.replaceAll(":.*", ":…"),
                answer,
                advice);
    }
}
