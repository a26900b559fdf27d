package io.jenkins.plugins.argoimageupdate.engine.yaml;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Reads anchors, aliases, tags and directives (goyaml.v3: {@code scannerc.go}). */
final class PropertyScanner {

    private static final String ENDS_NAME = "?:,]}%@`";
    private static final String IN_TAG = ";/?:@&=+$,.!~*'()[]%";

    private final YamlText in;
    private final Mark start;

    /** @param in right before the property, the start of which is kept for messages */
    PropertyScanner(YamlText in) {
        this.in = in;
        this.start = in.mark();
    }

    /** The anchor or alias that is next. */
    Token anchor() {
        Token.Type type = in.read() == '&' ? Token.Type.ANCHOR : Token.Type.ALIAS;
        String name = in.words();
        if (name.isEmpty() || (!in.isBlankOrEnd(0) && ENDS_NAME.indexOf(in.at(0)) < 0)) {
            String indicator = type == Token.Type.ANCHOR ? "& starts an anchor" : "* starts an alias";
            throw YamlText.problemAt(
                    start,
                    indicator + ", and no name of letters, digits, - and _ follows",
                    "Quote the value if it is text");
        }
        return Token.of(type, start, in.mark(), name, "");
    }

    /** The tag that is next, such as {@code !!str}, {@code !own} or {@code !<tag:yaml.org,2002:str>}. */
    Token tag() {
        String handle = "";
        String suffix;
        if (in.at(1) == '<') {
            in.skip(2);
            suffix = uri("");
            if (in.at(0) != '>') {
                throw YamlText.problemAt(start, "the tag that starts with !< has no >");
            }
            in.skip(1);
        } else {
            handle = handle();
            if (handle.length() > 1 && handle.endsWith("!")) {
                suffix = uri("");
            } else {
                suffix = uri(handle);
                boolean bare = suffix.isEmpty();
                suffix = bare ? "!" : suffix;
                handle = bare ? "" : "!";
            }
        }
        if (!in.isBlankOrEnd(0)) {
            throw YamlText.problemAt(
                    start, "the tag after ! is followed by other text", "Quote the value if it is text");
        }
        return Token.of(Token.Type.TAG, start, in.mark(), handle, suffix);
    }

    /** The {@code %} line that is next. */
    Token directive() {
        in.skip(1);
        String name = in.words();
        if (!in.isBlankOrEnd(0) || (!name.equals("YAML") && !name.equals("TAG"))) {
            throw YamlText.problemAt(
                    start, "a line that starts with % is a directive, and this one is neither %YAML nor %TAG");
        }
        in.skipBlanks();
        Token token = name.equals("YAML") ? version() : tagDirective();
        in.skipBlanks();
        if (in.at(0) == '#') {
            in.skipToBreak();
        }
        if (!in.isBreakOrEnd(0)) {
            throw YamlText.problemAt(start, "the %" + name + " line goes on after its value");
        }
        if (in.isBreak(0)) {
            in.readBreak();
        }
        return token;
    }

    private Token version() {
        StringBuilder version = new StringBuilder();
        while ((in.at(0) >= '0' && in.at(0) <= '9') || in.at(0) == '.') {
            version.append(in.read());
        }
        if (!version.toString().matches("1\\.[0-9]{1,2}")) {
            throw YamlText.problemAt(start, "%YAML names no version 1.x");
        }
        return Token.of(Token.Type.VERSION_DIRECTIVE, start, in.mark(), version.toString(), "");
    }

    private Token tagDirective() {
        String handle = handle();
        if (!handle.endsWith("!") || !in.isBlank(0)) {
            throw YamlText.problemAt(start, "%TAG has no handle such as !own!");
        }
        in.skipBlanks();
        String prefix = uri("");
        return Token.of(Token.Type.TAG_DIRECTIVE, start, in.mark(), handle, prefix);
    }

    /** Such as {@code !}, {@code !!} or {@code !own!}; {@code !own} where no second exclamation mark follows. */
    private String handle() {
        if (in.at(0) != '!') {
            return "";
        }
        StringBuilder handle = new StringBuilder().append(in.read()).append(in.words());
        if (in.at(0) == '!') {
            handle.append(in.read());
        }
        return handle.toString();
    }

    /** @param head read already, with its exclamation mark; empty for none */
    private String uri(String head) {
        ByteArrayOutputStream uri = new ByteArrayOutputStream();
        uri.writeBytes((head.isEmpty() ? "" : head.substring(1)).getBytes(StandardCharsets.UTF_8));
        boolean found = !head.isEmpty();
        while (in.isWord(0) || (!in.isEnd() && IN_TAG.indexOf(in.at(0)) >= 0)) {
            found = true;
            uri.write(in.at(0) == '%' ? octet() : in.read());
        }
        if (!found) {
            throw YamlText.problemAt(start, "the tag after ! has no name");
        }
        return uri.toString(StandardCharsets.UTF_8);
    }

    private int octet() {
        in.skip(1);
        int octet = 0;
        for (int i = 0; i < 2; i++) {
            int digit = in.at(0) < 0x80 ? Character.digit(in.at(0), 16) : -1;
            if (digit < 0) {
                throw YamlText.problemAt(start, "two hexadecimal digits have to follow the % in a tag");
            }
            octet = octet * 16 + digit;
            in.skip(1);
        }
        return octet;
    }
}
