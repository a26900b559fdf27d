package io.jenkins.plugins.argoimageupdate.engine.golang.template;

/** What a template gave. Templates cut text by bytes, so that it need not be well-formed. */
public final class RenderedText {

    public static final RenderedText EMPTY = new RenderedText("");

    private final String bytes;

    public RenderedText(String bytes) {
        this.bytes = bytes;
    }

    /** The text, with U+FFFD for each byte that is no UTF-8. */
    public String text() {
        return Bytes.text(bytes);
    }

    /** The bytes as the template gave them. */
    public byte[] utf8() {
        return Bytes.toArray(bytes);
    }

    /** Whether the bytes are UTF-8. */
    public boolean isWellFormed() {
        return Bytes.of(text()).equals(bytes);
    }

    @Override
    public String toString() {
        return text();
    }
}
