package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.WaitFor;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how far a rollout is followed. */
final class WaitForConverter implements ITypeConverter<WaitFor> {

    @Override
    public WaitFor convert(String text) {
        return Arrays.stream(WaitFor.values())
                .filter(value -> value.id().equals(text))
                .findFirst()
                .orElseThrow(
                        () -> new TypeConversionException("'" + text + "' is not none, synced, paused or healthy"));
    }
}
