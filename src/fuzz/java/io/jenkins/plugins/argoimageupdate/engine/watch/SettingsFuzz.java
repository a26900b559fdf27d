package io.jenkins.plugins.argoimageupdate.engine.watch;

import io.jenkins.plugins.argoimageupdate.engine.application.LabelSelector;
import io.jenkins.plugins.argoimageupdate.engine.application.ManifestTarget;
import io.jenkins.plugins.argoimageupdate.engine.application.RepositoryUrl;
import io.jenkins.plugins.argoimageupdate.engine.application.target.RepositoryPath;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.fuzz.FuzzInput;

/** What people write to say what is watched. */
public final class SettingsFuzz {

    private SettingsFuzz() {}

    /** Each reader takes a text or refuses it. */
    public static void settings(byte[] input) {
        String text = FuzzInput.text(input);
        tryTo(() -> ImageUpdaterResource.parse("updater.yaml", text));
        tryTo(() -> WatchFile.parse("watch.yaml", text));
        tryTo(() -> LabelSelector.parse(text).text());
        tryTo(() -> RepositoryPath.inRepository(text));
        RepositoryUrl.isSame(text, "https://example.com/a.git");
        CutConstraint.isRest(text);
        ManifestTarget.Helm.beside(text, "digest");
    }

    private static void tryTo(Runnable reading) {
        try {
            reading.run();
        } catch (ConfigurationException e) {
            // refused
        }
    }
}
