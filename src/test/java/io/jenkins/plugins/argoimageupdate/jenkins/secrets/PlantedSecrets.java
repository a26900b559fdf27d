package io.jenkins.plugins.argoimageupdate.jenkins.secrets;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Secrets that a test has planted, and where they have come out: as they are, in an address, or as a part of something in Base64. */
final class PlantedSecrets {

    private final List<String> secrets;
    private final List<String> found = new ArrayList<>();

    PlantedSecrets(List<String> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    /** What was found so far: the place, the secret, and how it was written. */
    List<String> found() {
        return found;
    }

    void search(String place, String text) {
        for (String secret : secrets) {
            for (String form : forms(secret)) {
                if (text.contains(form)) {
                    found.add(place + ": " + secret + " as " + form);
                }
            }
        }
    }

    /**
     * Also while Jenkins writes and removes files there.
     *
     * @param except parts of paths that are left out
     */
    void searchFiles(Path folder, List<String> except) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String path = folder.relativize(file).toString();
                if (attributes.isRegularFile() && except.stream().noneMatch(path::startsWith)) {
                    try {
                        search(path, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                    } catch (NoSuchFileException e) {
                        return visitFileFailed(file, e);
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) {
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static Set<String> forms(String secret) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(secret);
        forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
        for (int before = 0; before < 3; before++) {
            forms.add(inBase64(secret, before));
        }
        return forms;
    }

    /** The digits that depend on the secret alone, when so many other bytes (modulo 3) stand before it. */
    private static String inBase64(String secret, int before) {
        String all = Base64.getEncoder()
                .withoutPadding()
                .encodeToString(("x".repeat(before) + secret).getBytes(StandardCharsets.UTF_8));
        int first = before == 0 ? 0 : before + 1;
        int bits = (before + secret.length()) * 8;
        return all.substring(first, bits / 6);
    }
}
