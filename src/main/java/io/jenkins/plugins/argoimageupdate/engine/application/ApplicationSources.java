package io.jenkins.plugins.argoimageupdate.engine.application;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sources that the specification of an Application declares.
 *
 * @param form which part of the specification declares them
 * @param all in their order there; one or none for {@link Form#SINGLE}, the dry source for {@link Form#HYDRATED}
 */
public record ApplicationSources(Form form, List<ApplicationSource> all) {

    /** The parts of a specification that declare sources. */
    public enum Form {
        /** {@code spec.source}. */
        SINGLE,
        /** {@code spec.sources}. */
        SEVERAL,
        /** {@code spec.sourceHydrator}. */
        HYDRATED
    }

    /** Whether {@code spec.sources} is used, with one source or more. */
    public boolean areSeveral() {
        return form == Form.SEVERAL;
    }

    /** Whether {@code spec.sourceHydrator} is used. */
    public boolean areHydrated() {
        return form == Form.HYDRATED;
    }

    /**
     * One of them.
     *
     * @param index its position, from 0
     * @throws IndexOutOfBoundsException if there are not as many
     */
    public ApplicationSource get(int index) {
        return all.get(index);
    }

    /**
     * The source that {@code helm.valueFiles} of others mean by a name.
     *
     * @param ref without {@code $}; no source has the empty name
     */
    public Optional<ApplicationSource> byRef(String ref) {
        return all.stream()
                .filter(source -> !ref.isEmpty() && source.ref().equals(ref))
                .findFirst();
    }

    /**
     * Some of them in words, such as {@code source 1 (https://git.example.com/a.git, path charts/app)}.
     *
     * @param indexes their positions, from 0; in the words they count from 1
     * @param between two of them, such as {@code " and "}
     */
    public String describe(List<Integer> indexes, String between) {
        List<String> words = new ArrayList<>();
        for (int index : indexes) {
            words.add("source " + (index + 1) + " (" + all.get(index).describe() + ")");
        }
        return String.join(between, words);
    }
}
