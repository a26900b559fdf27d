package io.jenkins.plugins.argoimageupdate.engine.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What several servers of one kind do in turn, over and over. Thread-safe.
 *
 * @param <A> what a server does
 */
public final class Turns<A> {

    private record Turn<A>(String name, A answer, boolean once) {}

    private final List<Turn<A>> turns = new ArrayList<>();
    private final Map<String, Integer> taken = new TreeMap<>();
    private int next;

    /** @param name in words */
    public Turns<A> then(String name, A answer) {
        return add(new Turn<>(name, answer, false));
    }

    /** Something that takes so long that it is done only once. */
    public Turns<A> once(String name, A answer) {
        return add(new Turn<>(name, answer, true));
    }

    private synchronized Turns<A> add(Turn<A> turn) {
        turns.add(turn);
        taken.put(turn.name(), 0);
        return this;
    }

    /** Takes the next turn. */
    public synchronized A next() {
        Turn<A> turn = turns.get(next++ % turns.size());
        while (turn.once() && taken.get(turn.name()) > 0) {
            turn = turns.get(next++ % turns.size());
        }
        taken.merge(turn.name(), 1, Integer::sum);
        return turn.answer();
    }

    /** How often each turn was taken, by name. */
    public synchronized Map<String, Integer> taken() {
        return new TreeMap<>(taken);
    }
}
