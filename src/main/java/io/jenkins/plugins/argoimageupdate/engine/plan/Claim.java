package io.jenkins.plugins.argoimageupdate.engine.plan;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationType;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBack;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WritePlace;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageTag;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an image needs to stand at one place, whether that has to be changed or is there already.
 *
 * @param application its name, for messages
 * @param form how the place is written
 * @param place of the key: tells files, or the sources of Applications, apart
 * @param where the place in words
 */
record Claim(
        String application, WatchedImage watched, ApplicationType form, String place, String where, Setting setting) {

    /**
     * Those of one image.
     *
     * @param tag null or empty where none is known
     */
    static List<Claim> of(WatchSpec spec, WritePlace place, WatchedImage watched, @Nullable ImageTag tag) {
        SourceParameters parameters = new SourceParameters(spec, place);
        ApplicationType form = parameters.form(watched);
        boolean git = spec.writeBack() instanceof WriteBack.Git;
        Application application = spec.application();
        String where = git ? place.fileInWords() : "source " + (place.index() + 1);
        String id = git
                ? place.fileId()
                : "argocd " + application.namespace() + "/" + application.name() + " " + place.index();
        return parameters.settings(watched, watched.image().with(tag)).stream()
                .map(setting -> new Claim(application.name(), watched, form, id, where, setting))
                .toList();
    }

    /** Whether both are at the same place and cannot both be true. */
    boolean conflictsWith(Claim other) {
        if (!place.equals(other.place)) {
            return false;
        }
        String one = setting.key();
        String two = other.setting.key();
        return one.equals(two)
                ? !setting.value().equals(other.setting.value())
                : contains(one, two) || contains(two, one);
    }

    /** Whether a Helm key is a section above another, so that it cannot be a value too. */
    private boolean contains(String key, String inner) {
        return form == ApplicationType.HELM && (inner.startsWith(key + ".") || inner.startsWith(key + "["));
    }

    boolean isOf(Claim other) {
        return application.equals(other.application) && watched.equals(other.watched);
    }

    /** The alias or, without one, the image. */
    String name() {
        String alias = watched.image().alias();
        return alias.isEmpty() ? watched.image().withTag() : alias;
    }

    /** The alias, and what tells it from another of the same alias. */
    String fullName() {
        return watched.image() + " by " + watched.rule().strategy().id();
    }
}
