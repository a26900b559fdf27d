package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutAction;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what is to be done with Rollouts. */
final class RolloutActionConverter implements ITypeConverter<RolloutAction> {

    @Override
    public RolloutAction convert(String text) {
        return Arrays.stream(RolloutAction.values())
                .filter(action -> action.command().equals(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of "
                        + Arrays.stream(RolloutAction.values())
                                .map(RolloutAction::command)
                                .collect(Collectors.joining(", "))));
    }
}
