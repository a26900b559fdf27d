package io.jenkins.plugins.argoimageupdate.engine.golang.template;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A parsed template. */
public final class Template {

    private static final int MAX_LENGTH = Budget.TEMPLATE.intValue();

    private final String name;
    private final Map<String, List<Node>> definitions;

    private Template(String name, Map<String, List<Node>> definitions) {
        this.name = name;
        this.definitions = definitions;
    }

    /**
     * @param name what other templates in the source call it by
     * @param purpose what it is for, as in {@code commit message}
     * @throws ConfigurationException with line and column of what does not parse; also if it has more than 65,536 characters
     */
    public static Template parse(String name, String purpose, String source) {
        if (source.length() > MAX_LENGTH) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "read the " + purpose + " template",
                    String.format(Locale.ROOT, "it has more than %,d characters", MAX_LENGTH),
                    "Shorten it");
        }
        try {
            return new Template(name, Parser.parse(name, source));
        } catch (SyntaxError e) {
            throw new ConfigurationException(
                    Reason.INVALID_CONFIGURATION,
                    "read the " + purpose + " template",
                    e.in(source),
                    "Use Go's text/template syntax; the functions are " + String.join(", ", Functions.NAMES));
        }
    }

    /** Returns the output as a byte string; see {@link Bytes}. */
    public String execute(Value data) throws ExecutionError {
        return Execution.run(definitions, name, data);
    }

    /** Tries the template on data, with every branch of its conditions, as other data may take another one. */
    public void tryOn(Value data) throws ExecutionError {
        Execution.tryOn(definitions, name, data);
    }
}
