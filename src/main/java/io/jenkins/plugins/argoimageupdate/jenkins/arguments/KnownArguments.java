package io.jenkins.plugins.argoimageupdate.jenkins.arguments;

import io.jenkins.plugins.argoimageupdate.engine.text.SpellingSuggestion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jenkinsci.plugins.structs.describable.ArrayType;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.structs.describable.HomogeneousObjectType;
import org.jenkinsci.plugins.structs.describable.ParameterType;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/**
 * Finds arguments of a Pipeline that nothing reads, or that are of another form than what reads them, at any depth. Data binding leaves
 * the first out without a word, and answers the second with the names of classes.
 */
public final class KnownArguments {

    private static final Set<String> NOT_ARGUMENTS =
            Set.of(DescribableModel.CLAZZ, UninstantiatedDescribable.ANONYMOUS_KEY);

    private KnownArguments() {}

    /**
     * What is wrong with the arguments of a step or a trigger.
     *
     * @param type its class
     * @param function its name, for the message
     * @return a sentence about the first such argument: where it is, and the nearest name that exists; empty if there is none
     */
    public static Optional<String> problem(Class<?> type, String function, Map<String, ?> given) {
        return ofArguments(DescribableModel.of(type), "", given)
                .map(problem -> function + (problem.path().isEmpty() ? "" : ": " + problem.path()) + problem.text());
    }

    /** @param path of what has the problem; empty for the step itself */
    private record Problem(String path, String text) {}

    private static Optional<Problem> ofArguments(DescribableModel<?> model, String path, Map<?, ?> given) {
        return given.entrySet().stream()
                .filter(argument -> !NOT_ARGUMENTS.contains(String.valueOf(argument.getKey())))
                .flatMap(argument ->
                        ofArgument(model, path, String.valueOf(argument.getKey()), argument.getValue()).stream())
                .findFirst();
    }

    private static Optional<Problem> ofArgument(DescribableModel<?> model, String path, String name, Object value) {
        DescribableParameter parameter = model.getParameter(name);
        if (parameter == null) {
            List<String> known = model.getParameters().stream()
                    .map(DescribableParameter::getName)
                    .toList();
            return Optional.of(
                    new Problem(path, " has no argument '" + name + "'. " + SpellingSuggestion.advice(name, known)));
        }
        return ofValue(parameter.getType(), path.isEmpty() ? name : path + "." + name, value);
    }

    private static Optional<Problem> ofElement(ParameterType type, String path, Object value) {
        return value == null ? Optional.of(new Problem(path, " is null")) : ofValue(type, path, value);
    }

    private static Optional<Problem> ofValue(ParameterType type, String path, Object value) {
        if (value == null) {
            return Optional.empty();
        }
        ArgumentForm form = ArgumentForm.of(type);
        if (!form.fits(value)) {
            return Optional.of(new Problem(path, " takes " + form.describe()));
        }
        if (type instanceof ArrayType array && value instanceof List<?> elements) {
            return IntStream.range(0, elements.size())
                    .mapToObj(position ->
                            ofElement(array.getElementType(), path + "[" + position + "]", elements.get(position)))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        if (type instanceof HomogeneousObjectType object && value instanceof Map<?, ?> arguments) {
            return ofArguments(object.getSchemaType(), path, arguments);
        }
        return type instanceof HomogeneousObjectType object && value instanceof UninstantiatedDescribable described
                ? ofArguments(object.getSchemaType(), path, described.getArguments())
                : Optional.empty();
    }
}
