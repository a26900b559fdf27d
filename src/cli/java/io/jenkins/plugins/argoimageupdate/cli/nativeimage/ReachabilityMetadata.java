package io.jenkins.plugins.argoimageupdate.cli.nativeimage;

import io.jenkins.plugins.argoimageupdate.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.Provider;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.sshd.common.channel.ChannelListener;
import org.apache.sshd.common.forward.PortForwardingEventListener;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.util.security.SecurityProviderRegistrar;
import org.bouncycastle.jcajce.interfaces.EdDSAKey;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.eclipse.jgit.nls.TranslationBundle;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the reachability metadata of the command line: which classes it and its libraries look up by name, and which resources they read.
 * The format is that of GraalVM for Java 25, {@code reachability-metadata.json}. It is made from the classes themselves when the executable
 * is built, so that a new option, report or version of a library is in it.
 */
public final class ReachabilityMetadata {

    private static final String OURS = "io.jenkins.plugins.argoimageupdate.";
    private static final String JGIT = "org.eclipse.jgit.";
    private static final String BOUNCY_CASTLE = "org.bouncycastle.jcajce.provider.";

    /** What keys and host keys of SSH need; all that the provider has would double the executable. */
    private static final Set<String> ALGORITHMS = Set.of(
            "asymmetric.dh.",
            "asymmetric.dsa.",
            "asymmetric.ec.",
            "asymmetric.edec.",
            "asymmetric.rsa.",
            "digest.MD5$",
            "digest.SHA1$",
            "digest.SHA224$",
            "digest.SHA256$",
            "digest.SHA384$",
            "digest.SHA512$");

    private final ObjectNode metadata = JsonMapper.shared().createObjectNode();
    private final ArrayNode reflection = metadata.putArray("reflection");
    private final ArrayNode resources = metadata.putArray("resources");
    private final Set<String> classes;

    ReachabilityMetadata(Set<String> classes) {
        this.classes = classes;
        addOurs();
        addJGit();
        addSsh();
        addBouncyCastle();
        for (String resource : new String[] {
            OURS.replace('.', '/') + "**",
            "META-INF/services/org.apache.sshd.*",
            "META-INF/services/org.eclipse.jgit.*",
            "META-INF/services/org.slf4j.*",
            "org/apache/sshd/sshd-version.properties"
        }) {
            resources.addObject().put("glob", resource);
        }
    }

    /** @param arguments the jar of the command line, and the file to write */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[1]);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, new ReachabilityMetadata(classes(Path.of(arguments[0]))).json());
    }

    private static Set<String> classes(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    String json() {
        return metadata.toPrettyString() + "\n";
    }

    /** Options and commands of picocli; and what Jackson reads and writes: records and enums, and what they become in JSON. */
    private void addOurs() {
        for (Class<?> type : types(name -> name.startsWith(OURS))) {
            boolean command = type.getPackageName().equals(Main.class.getPackageName())
                    || Arrays.stream(type.getAnnotations())
                            .anyMatch(annotation ->
                                    annotation.annotationType().getName().startsWith("picocli."));
            boolean json = type.isRecord()
                    || type.isEnum()
                    || Stream.of(type.getInterfaces(), new Class<?>[] {type.getSuperclass()})
                            .flatMap(Arrays::stream)
                            .anyMatch(
                                    parent -> parent != null && parent.getName().startsWith("tools.jackson."));
            if (command || json) {
                addWhole(type);
            }
        }
        reflection.addObject().put("type", "picocli.CommandLine$AutoHelpMixin").put("allDeclaredFields", true);
    }

    /** Texts, which are fields; and the settings of Git that are enums. */
    private void addJGit() {
        for (Class<?> type : types(name -> name.startsWith(JGIT))) {
            if (TranslationBundle.class.isAssignableFrom(type) && type != TranslationBundle.class) {
                addWhole(type);
                resources.addObject().put("bundle", type.getName());
            } else if (type.isEnum()) {
                reflection.addObject().put("type", type.getName()).put("allDeclaredMethods", true);
            }
        }
    }

    private void addSsh() {
        for (Class<?> listener :
                new Class<?>[] {ChannelListener.class, PortForwardingEventListener.class, SessionListener.class}) {
            reflection.addObject().putObject("type").putArray("proxy").add(listener.getName());
            addWhole(listener);
        }
        for (Class<?> type : types(name -> name.startsWith("org.apache.sshd.")
                && (name.endsWith("SecurityProviderRegistrar") || name.endsWith("ServiceFactoryFactory")))) {
            addWhole(type);
        }
        Stream.concat(SecurityProviderRegistrar.SECURITY_ENTITIES.stream(), Stream.of(AlgorithmParameters.class))
                .forEach(entity ->
                        reflection.addObject().put("type", entity.getName()).put("allPublicMethods", true));
        addWhole(BouncyCastleProvider.class);
        addWhole(EdDSAKey.class);
    }

    private void addBouncyCastle() {
        Set<String> names = new TreeSet<>();
        classes.stream()
                .filter(name -> name.startsWith(BOUNCY_CASTLE) && name.endsWith("$Mappings"))
                .forEach(names::add);
        new BouncyCastleProvider()
                .getServices().stream()
                        .map(Provider.Service::getClassName)
                        .filter(name -> ALGORITHMS.stream().anyMatch(known -> name.startsWith(BOUNCY_CASTLE + known)))
                        .forEach(names::add);
        names.forEach(name -> reflection.addObject().put("type", name).put("allDeclaredConstructors", true));
    }

    private void addWhole(Class<?> type) {
        reflection
                .addObject()
                .put("type", type.getName())
                .put("allDeclaredConstructors", true)
                .put("allDeclaredFields", true)
                .put("allDeclaredMethods", true);
        reflection.addObject().put("type", type.getName() + "[]");
    }

    /** Without those that miss a library that is not there, so that nothing can use them either. */
    private Iterable<Class<?>> types(Predicate<String> wanted) {
        return classes.stream().filter(wanted).<Class<?>>mapMulti((name, found) -> {
            try {
                found.accept(Class.forName(name, false, ReachabilityMetadata.class.getClassLoader()));
            } catch (ClassNotFoundException | NoClassDefFoundError e) {
                return;
            }
        })::iterator;
    }
}
