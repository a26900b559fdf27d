package io.jenkins.plugins.argoimageupdate.jenkins.arguments;

import hudson.AbortException;
import io.jenkins.plugins.argoimageupdate.engine.application.NearestWord;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.ArrayType;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.structs.describable.HomogeneousObjectType;
import org.jenkinsci.plugins.structs.describable.ParameterType;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/** Refuses arguments of a Pipeline that nothing reads, at any depth; data binding would leave them out without a word. */
public final class KnownArguments {

    private static final String CLASS = DescribableModel.CLAZZ;

    private KnownArguments() {}

    /**
     * Checks the arguments of a step.
     *
     * @param step its class
     * @param function its name, for the message
     * @throws AbortException naming the first argument that does not exist, where it is, and the nearest one that does
     */
    public static void check(Class<?> step, String function, Map<String, ?> given) throws AbortException {
        check(DescribableModel.of(step), function, given);
    }

    private static void check(DescribableModel<?> model, String place, Map<String, ?> given) throws AbortException {
        List<String> known = model.getParameters().stream()
                .map(DescribableParameter::getName)
                .toList();
        for (Map.Entry<String, ?> argument : given.entrySet()) {
            String name = argument.getKey();
            if (name.equals(CLASS)) {
                continue;
            }
            DescribableParameter parameter = model.getParameter(name);
            if (parameter == null) {
                throw new AbortException(place + " has no argument '" + name + "'. Did you mean '"
                        + NearestWord.to(name, known) + "'? There are " + String.join(", ", known));
            }
            check(parameter.getType(), place + ": " + name, argument.getValue());
        }
    }

    private static void check(ParameterType type, String place, Object value) throws AbortException {
        if (type instanceof ArrayType array && value instanceof Collection<?> values) {
            int position = 0;
            for (Object element : values) {
                check(array.getElementType(), place + "[" + position++ + "]", element);
            }
        } else if (type instanceof HomogeneousObjectType object) {
            if (value instanceof Map<?, ?> map) {
                @SuppressWarnings("unchecked")
                Map<String, ?> arguments = (Map<String, ?>) map;
                check(object.getSchemaType(), place, arguments);
            } else if (value instanceof UninstantiatedDescribable described) {
                check(object.getSchemaType(), place, described.getArguments());
            }
        }
    }
}
