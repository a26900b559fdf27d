package io.jenkins.plugins.argoimageupdate.engine;

import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.Configuration.consideringOnlyDependenciesInAnyPackage;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.adhereToPlantUmlDiagram;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.lang.ArchCondition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code docs/design.puml}: which packages there are, and which may use which. */
public final class Diagram {

    private static final Pattern COMPONENT = Pattern.compile("(?m)^\\[(\\w+)\\] <<([\\w.]+)>>$");
    private static final Pattern ARROW = Pattern.compile("(?m)^\\[(\\w+)\\] --> \\[(\\w+)\\]$");

    private final Path file;
    private final Map<String, PackageMatcher> components = new LinkedHashMap<>();
    private final List<Arrow> arrows = new ArrayList<>();

    private record Arrow(String from, String to) {}

    private Diagram(Path file, String text) {
        this.file = file;
        Matcher component = COMPONENT.matcher(text);
        while (component.find()) {
            components.put(component.group(1), PackageMatcher.of(component.group(2)));
        }
        Matcher arrow = ARROW.matcher(text);
        while (arrow.find()) {
            arrows.add(new Arrow(arrow.group(1), arrow.group(2)));
        }
    }

    public static Diagram read() {
        Path file = projectRoot().resolve("docs/design.puml");
        return of(file);
    }

    static Diagram of(Path file) {
        try {
            return new Diagram(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** That classes use other packages of the project only as drawn. */
    public ArchCondition<JavaClass> adhered(String... packages) {
        return adhereToPlantUmlDiagram(file, consideringOnlyDependenciesInAnyPackage(packages[0], rest(packages)));
    }

    /** The arrows from components that have some of these classes, where none of them needs it, as they are drawn. */
    public List<String> unused(JavaClasses classes) {
        return arrows.stream()
                .filter(arrow -> isPresent(arrow.from(), classes) && !isUsed(arrow, classes))
                .map(arrow -> "[" + arrow.from() + "] --> [" + arrow.to() + "]")
                .toList();
    }

    private boolean isPresent(String component, JavaClasses classes) {
        return classes.stream().anyMatch(type -> isIn(component, type));
    }

    private boolean isUsed(Arrow arrow, JavaClasses classes) {
        return classes.stream()
                .filter(type -> isIn(arrow.from(), type))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(Dependency::getTargetClass)
                .anyMatch(used -> isIn(arrow.to(), used));
    }

    private boolean isIn(String component, JavaClass type) {
        return components.get(component).matches(type.getPackageName());
    }

    private static String[] rest(String... packages) {
        return List.of(packages).subList(1, packages.length).toArray(new String[0]);
    }

    /** The engine is built from its own folder as well as from the project's. */
    public static Path projectRoot() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("src/main/java")) ? here : here.getParent();
    }
}
