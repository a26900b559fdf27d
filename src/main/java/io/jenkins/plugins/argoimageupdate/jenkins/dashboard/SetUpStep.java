package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

/** One thing that is needed, or useful, before images are updated; in the reader's language. */
public final class SetUpStep {

    private final State state;
    private final String label;
    private final String detail;
    private final String link;

    private enum State {
        DONE,
        OPEN,
        OPTIONAL
    }

    private SetUpStep(State state, String label, String detail, String link) {
        this.state = state;
        this.label = label;
        this.detail = detail;
        this.link = link;
    }

    /** @param detail what there is; empty for nothing to say */
    static SetUpStep done(String label, String detail) {
        return new SetUpStep(State.DONE, label, detail, "");
    }

    /**
     * @param advice what to do
     * @param link where to do it, below the address of Jenkins
     */
    static SetUpStep open(String label, String advice, String link) {
        return new SetUpStep(State.OPEN, label, advice, link);
    }

    /** The same of what can be left out. */
    static SetUpStep optional(String label, String advice, String link) {
        return new SetUpStep(State.OPTIONAL, label, advice, link);
    }

    /** Whether the set-up is not complete without it. */
    boolean isMissing() {
        return state == State.OPEN;
    }

    public String getSymbol() {
        return "symbol-" + (state == State.DONE ? "checkmark-circle" : "ellipse") + "-outline plugin-ionicons-api";
    }

    /** Done, to do or optional. */
    public String getWords() {
        return switch (state) {
            case DONE -> Messages.SetUp_done();
            case OPEN -> Messages.SetUp_open();
            case OPTIONAL -> Messages.SetUp_optional();
        };
    }

    public String getLabel() {
        return label;
    }

    public String getDetail() {
        return detail;
    }

    /** Empty when there is nothing to do. */
    public String getLink() {
        return link;
    }
}
