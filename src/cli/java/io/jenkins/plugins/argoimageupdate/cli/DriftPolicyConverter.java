package io.jenkins.plugins.argoimageupdate.cli;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.guard.DriftPolicy;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what to do about changes in the cluster by hand. */
final class DriftPolicyConverter implements ITypeConverter<DriftPolicy> {

    @Override
    public DriftPolicy convert(String text) {
        try {
            return DriftPolicy.parse(text);
        } catch (ConfigurationException e) {
            throw new TypeConversionException("'" + text + "' is not report, adopt or ignore");
        }
    }
}
