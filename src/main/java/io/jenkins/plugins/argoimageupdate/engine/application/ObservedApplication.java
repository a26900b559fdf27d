package io.jenkins.plugins.argoimageupdate.engine.application;

import io.jenkins.plugins.argoimageupdate.engine.text.CleanText;
import java.util.List;

/**
 * What Argo CD has told of an Application in its {@code status}.
 *
 * @param controlPlaneNamespace where Argo CD itself runs ({@code controllerNamespace} of its settings); empty when not known.
 *     Override files of an Application elsewhere carry its namespace in their name
 * @param sourceTypes {@code status.sourceTypes} or the one {@code status.sourceType}, such as {@code Helm}; empty until Argo CD has seen the source
 * @param liveImages {@code status.summary.images}, as written there
 */
public record ObservedApplication(String controlPlaneNamespace, List<String> sourceTypes, List<String> liveImages) {

    public ObservedApplication {
        controlPlaneNamespace = CleanText.line(controlPlaneNamespace);
        sourceTypes = CleanText.lines(sourceTypes);
    }
}
