package io.jenkins.plugins.argoimageupdate.engine.yaml;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The documents of a text. Whatever Go's YAML readers take is taken; their places are in the nodes' marks, whose indexes are
 * offsets of the {@link String}.
 *
 * @param roots the documents' roots, an alias being the node that it stands for
 * @param broken what is wrong with what follows them; empty where they are all. As in Go, who needs only the first document is not
 *     bothered by another one
 */
public record YamlDocuments(List<Node> roots, Optional<YamlSyntaxException> broken) {

    private static final int MAX_CHARACTERS = Budget.YAML.intValue();

    /**
     * Reads a text.
     *
     * @throws YamlSyntaxException if not even the first document can be read, or it is longer, nested deeper or, its aliases
     *     written out, bigger than anybody writes
     */
    public static YamlDocuments read(String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw new YamlSyntaxException(1, "it has more than 10 Mi characters", "Split the file", true);
        }
        refuseControlCharacters(text);
        Composer composer = new Composer(new TokenStream(Scanner.scan(text)));
        List<Node> roots = new ArrayList<>();
        try {
            Optional<Node> root = composer.next(true);
            while (root.isPresent()) {
                roots.add(root.get());
                root = composer.next(false);
            }
        } catch (YamlSyntaxException e) {
            if (roots.isEmpty()) {
                throw e;
            }
            return new YamlDocuments(List.copyOf(roots), Optional.of(e));
        }
        return new YamlDocuments(List.copyOf(roots), Optional.empty());
    }

    /** All documents of a text that is YAML to its end. */
    public static List<Node> all(String text) {
        YamlDocuments documents = read(text);
        documents.broken().ifPresent(problem -> {
            throw problem;
        });
        return documents.roots();
    }

    private static void refuseControlCharacters(String text) {
        int line = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean control = (c < ' ' && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7f && c < 0xa0 && c != 0x85);
            if (control || c >= 0xfffe) {
                throw new YamlSyntaxException(
                        line,
                        "the control character U+"
                                + HexFormat.of().withUpperCase().toHexDigits(c) + " stands there",
                        "Correct the file");
            }
            line += c == '\n' ? 1 : 0;
        }
    }
}
