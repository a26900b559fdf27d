package io.jenkins.plugins.argoimageupdate.engine.fuzz;

/** Something that reads foreign input: it takes any, or refuses it by an exception of those that it promises. */
@FunctionalInterface
public interface FuzzTarget {

    /** @throws Throwable for an input that is a finding */
    void read(byte[] input) throws Throwable;
}
