package io.jenkins.plugins.argoimageupdate.engine.application.target;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationType;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.text.SpellingSuggestion;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A write-back target as configured, taken apart (Image Updater: {@code argocd.go}, {@code newWBCFromSettings}). Where the Image
 * Updater ignores {@code kustomization:/}, it means the root here, and {@code $ref/path} a path in the repository of that name,
 * as in {@code helm.valueFiles}.
 *
 * @param text as configured
 * @param base what {@code path} starts from
 * @param ref the repository's name for {@link Base#REF}; empty otherwise
 */
public record TargetText(String text, Form form, Base base, String ref, String path) {

    private static final String HELM_VALUES = "helmvalues";
    private static final String KUSTOMIZATION = "kustomization";
    private static final Set<String> KUSTOMIZATIONS =
            Set.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    /** A word that a colon or nothing follows. */
    private static final Pattern KIND = Pattern.compile("([^:/$][^:/]*)(:.*)?", Pattern.DOTALL);

    /** What is written. */
    enum Form {
        OVERRIDE,
        VALUES,
        KUSTOMIZATION
    }

    /** What a path starts from. */
    enum Base {
        /** The directory of the source. */
        SOURCE,
        /** The root of the repository. */
        ROOT,
        /** The root of the repository of another source. */
        REF
    }

    /** @throws ConfigurationException if it is no target that can be meant */
    public static TargetText parse(Application application, String text) {
        Placeholders.refuse(text, "use '" + text + "' as write-back target of " + application.name());
        if (text.isEmpty()) {
            return new TargetText(text, Form.OVERRIDE, Base.SOURCE, "", overrideName(application));
        }
        if (text.indexOf(':') < 0 && KUSTOMIZATIONS.contains(RepositoryPath.name(text))) {
            throw unusable(
                    application,
                    text,
                    "it is a kustomization, which would be overwritten with parameters",
                    "Write kustomization:<directory> instead");
        }
        if (isOfKind(text, KUSTOMIZATION)) {
            return below(text, KUSTOMIZATION, Form.KUSTOMIZATION, ".").requireDirectory(application);
        }
        if (isOfKind(text, HELM_VALUES)) {
            return below(text, HELM_VALUES, Form.VALUES, "values.yaml")
                    .orOverride()
                    .requireValues(application);
        }
        refuseUnknownKind(application, text);
        return (text.startsWith("$")
                        ? inOther(text, Form.VALUES, text)
                        : new TargetText(text, Form.VALUES, Base.ROOT, "", text))
                .orOverride();
    }

    private static boolean isOfKind(String text, String kind) {
        return text.equals(kind) || text.startsWith(kind + ":");
    }

    /** A word before a colon, or alone, is meant as a kind; a path alone has a slash or an ending. */
    private static void refuseUnknownKind(Application application, String text) {
        List<String> kinds = List.of(HELM_VALUES, KUSTOMIZATION);
        for (String kind : kinds) {
            if (text.startsWith(kind + "/")) {
                throw unusable(
                        application,
                        text,
                        "it is a kind of target without its colon, or a path",
                        "Write " + kind + ":" + text.substring(kind.length() + 1) + ", or for the path helmvalues:/"
                                + text);
            }
        }
        Matcher word = KIND.matcher(text);
        if (!word.matches() || word.group(2) == null && text.indexOf('.') >= 0) {
            return;
        }
        String kind = word.group(1);
        String advice = kind.toLowerCase(Locale.ROOT).startsWith("kustom")
                ? "Did you mean '" + KUSTOMIZATION + "'? " + SpellingSuggestion.known(kinds)
                : SpellingSuggestion.advice(kind, kinds);
        throw unusable(
                application,
                text,
                "there is no kind of target '" + kind + "'",
                word.group(2) == null ? advice + ". A file of that name is helmvalues:/" + kind : advice);
    }

    /** The type of source that such a target is for; null where any can have it. */
    @Nullable
    ApplicationType type() {
        if (form == Form.KUSTOMIZATION) {
            return ApplicationType.KUSTOMIZE;
        }
        boolean yaml = path.endsWith(".yaml") || path.endsWith(".yml");
        return form == Form.VALUES && yaml ? ApplicationType.HELM : null;
    }

    /** What it means for a source in that directory. */
    public WriteBackTarget in(String sourcePath) {
        String place = base == Base.SOURCE ? RepositoryPath.join(sourcePath, path) : path;
        return switch (form) {
            case OVERRIDE -> new WriteBackTarget.OverrideFile(place);
            case VALUES -> new WriteBackTarget.HelmValues(place);
            case KUSTOMIZATION -> new WriteBackTarget.Kustomization(place.isEmpty() ? "." : place);
        };
    }

    /** What follows {@code keyword:}. */
    private static TargetText below(String text, String keyword, Form form, String byDefault) {
        if (text.equals(keyword)) {
            return new TargetText(text, form, Base.SOURCE, "", byDefault);
        }
        String place = text.substring(keyword.length() + 1);
        if (place.startsWith("$")) {
            return inOther(text, form, place);
        }
        return place.startsWith("/")
                ? new TargetText(text, form, Base.ROOT, "", place.substring(1))
                : new TargetText(text, form, Base.SOURCE, "", place);
    }

    private static TargetText inOther(String text, Form form, String place) {
        int slash = place.indexOf('/');
        return slash < 0
                ? new TargetText(text, form, Base.REF, place.substring(1), "")
                : new TargetText(text, form, Base.REF, place.substring(1, slash), place.substring(slash + 1));
    }

    private TargetText requireDirectory(Application application) {
        if (!KUSTOMIZATIONS.contains(RepositoryPath.name(path))) {
            return this;
        }
        String directory =
                text.substring(0, text.length() - RepositoryPath.name(path).length());
        throw unusable(
                application,
                text,
                "it names the file, and this takes the directory",
                "Write " + directory.replaceFirst("(:.+)/$", "$1").replaceFirst(":$", ""));
    }

    private TargetText requireValues(Application application) {
        String name = RepositoryPath.name(path);
        if (KUSTOMIZATIONS.contains(name)) {
            throw unusable(
                    application,
                    text,
                    "it is a kustomization, which would get Helm values",
                    "Write kustomization:<directory> instead");
        }
        if (name.equals("Chart.yaml")) {
            throw unusable(
                    application,
                    text,
                    "it describes the chart, and holds no values",
                    "Write helmvalues:<file> with a file of values that Argo CD reads");
        }
        return this;
    }

    /** A file that is named as those that Argo CD merges into a source has the form of these. */
    private TargetText orOverride() {
        String name = RepositoryPath.name(path);
        return name.startsWith(WriteBackTarget.OVERRIDE_PREFIX) || name.equals(".argocd-source.yaml")
                ? new TargetText(text, Form.OVERRIDE, base, ref, path)
                : this;
    }

    private static String overrideName(Application application) {
        String control = application.observed().controlPlaneNamespace();
        boolean elsewhere = !application.namespace().isEmpty()
                && !control.isEmpty()
                && !application.namespace().equals(control);
        return WriteBackTarget.OVERRIDE_PREFIX + (elsewhere ? application.namespace() + "_" : "") + application.name()
                + ".yaml";
    }

    static ConfigurationException unusable(Application application, String target, String answer, String advice) {
        return new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                "use '" + target + "' as write-back target of " + application.name(),
                answer,
                advice);
    }
}
