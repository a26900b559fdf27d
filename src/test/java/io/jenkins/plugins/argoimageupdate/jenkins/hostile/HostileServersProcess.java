package io.jenkins.plugins.argoimageupdate.jenkins.hostile;

import io.jenkins.plugins.argoimageupdate.engine.http.HostileServer;
import io.jenkins.plugins.argoimageupdate.engine.http.HostileServer.Answer;
import io.jenkins.plugins.argoimageupdate.engine.http.Turns;
import io.jenkins.plugins.argoimageupdate.engine.text.HostileAnswers;
import io.jenkins.plugins.argoimageupdate.engine.text.HostileProxy;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.HostileGitServer.Body;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.RealPrograms;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/**
 * Hostile servers in a process of their own, so that what they take is not counted as Jenkins'. Each line that it reads asks for a server, such
 * as {@code registry}; its answer is the address of that.
 */
final class HostileServersProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final PrintStream questions;

    HostileServersProcess() {
        try {
            process = new ProcessBuilder(RealPrograms.java(
                            HostileServersProcess.class, List.of("-Xmx1g", "-XX:+UseSerialGC"), List.of()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        answers = process.inputReader(StandardCharsets.UTF_8);
        questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    URI registry() {
        return URI.create(ask("registry"));
    }

    URI argocd() {
        return URI.create(ask("argocd"));
    }

    URI forging(URI argocd) {
        return URI.create(ask("forging " + argocd));
    }

    String git() {
        return ask("git");
    }

    String push(String repository) {
        return ask("push " + repository);
    }

    /** How often each answer was given, by kind of server. */
    List<String> given() {
        return List.of(ask("given").split("; "));
    }

    private synchronized String ask(String question) {
        questions.println(question);
        try {
            return answers.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Ends when there is nothing more to read. */
    public static void main(String[] arguments) throws IOException {
        Turns<Supplier<Answer>> lists =
                HostileRegistry.turns(HostileRegistry.tokenServer().address());
        Turns<Answer> applications = HostileArgoCd.turns();
        Turns<HostileGit.Fetch> fetches = HostileGit.fetches();
        Turns<Body> pushes = HostileGit.pushes();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ");
            System.out.println(
                    switch (words[0]) {
                        case "registry" ->
                            HostileServer.start(new HostileRegistry(lists)).address();
                        case "argocd" ->
                            HostileServer.start(
                                            (path, out) -> applications.next().to(path, out))
                                    .address();
                        case "forging" -> new HostileProxy(URI.create(words[1]), new HostileAnswers(12, 0.05)).url();
                        case "git" -> HostileGit.start(fetches).url();
                        case "push" -> new PushProxy(URI.create(words[1]), pushes).url();
                        case "given" ->
                            "registry: " + lists.taken() + "; Argo CD: " + applications.taken() + "; Git, read: "
                                    + fetches.taken() + "; Git, written: " + pushes.taken();
                        default -> throw new IllegalArgumentException(line);
                    });
        }
        System.exit(0);
    }
}
