package io.jenkins.plugins.argoimageupdate.jenkins.permissions;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import hudson.model.Action;
import hudson.model.AdministrativeMonitor;
import hudson.model.Descriptor;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.kohsuke.stapler.Dispatcher;
import org.kohsuke.stapler.WebApp;

/**
 * Everything of the plugin that has an address, as found in its classes: web methods and getters as {@code Class#method}, views as
 * {@code Class/view}. What Jenkins gives to every action and descriptor is not listed. Descriptors go by the name of what they describe.
 */
final class Endpoints {

    private static final String LAYER = "io.jenkins.plugins.argoimageupdate.jenkins";
    private static final List<Class<?>> WITH_ADDRESS =
            List.of(Action.class, Descriptor.class, AdministrativeMonitor.class);
    private static final Pattern WEB_METHOD = Pattern.compile("(do|js)[A-Z]\\w*|getDynamic");
    private static final Pattern OURS = Pattern.compile(Pattern.quote(LAYER) + "\\.[\\w.$]+\\.(\\w+)\\(");

    private final WebApp application;
    private final Set<String> found = new TreeSet<>();

    private Endpoints(WebApp application) {
        this.application = application;
    }

    static Set<String> of(WebApp application) throws IOException, URISyntaxException {
        Endpoints endpoints = new Endpoints(application);
        for (JavaClass known : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(LAYER)) {
            Class<?> type = known.reflect();
            if (!Modifier.isAbstract(type.getModifiers())) {
                endpoints.add(type);
            }
        }
        return endpoints.found;
    }

    private void add(Class<?> type) throws IOException, URISyntaxException {
        for (Method method : type.getMethods()) {
            boolean ours = method.getDeclaringClass().getName().startsWith(LAYER);
            if (ours
                    && !method.isBridge()
                    && WEB_METHOD.matcher(method.getName()).matches()) {
                found.add(name(type) + "#" + method.getName());
            }
        }
        if (WITH_ADDRESS.stream().anyMatch(kind -> kind.isAssignableFrom(type))) {
            addDispatched(type);
            addViews(type);
        }
    }

    /** What Stapler itself has found, which also knows the getters that it follows. */
    private void addDispatched(Class<?> type) {
        for (Dispatcher dispatcher : application.getMetaClass(type).dispatchers) {
            Matcher method = OURS.matcher(dispatcher.toString());
            if (method.find() && !dispatcher.toString().startsWith("BLOCKED:")) {
                found.add(name(type) + "#" + method.group(1));
            }
        }
    }

    private void addViews(Class<?> type) throws IOException, URISyntaxException {
        var folder = type.getResource("/" + type.getName().replace('.', '/').replace('$', '/'));
        if (folder == null) {
            return;
        }
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".jelly"))
                    .forEach(file -> found.add(name(type) + "/" + file.replace(".jelly", "")));
        }
    }

    private static String name(Class<?> type) {
        return type.getName().replaceFirst(".*\\.", "").replace("$DescriptorImpl", "");
    }
}
