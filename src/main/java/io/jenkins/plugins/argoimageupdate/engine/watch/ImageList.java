package io.jenkins.plugins.argoimageupdate.engine.watch;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageName;
import io.jenkins.plugins.argoimageupdate.engine.image.ImageReference;
import io.jenkins.plugins.argoimageupdate.engine.text.TextList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The images that an Application's annotation {@code image-list} names. */
final class ImageList {

    private static final String KEY = AnnotationKeys.PREFIX + "image-list";

    /** Images are compared with each other. */
    private static final int MOST = Budget.IMAGE_LIST.intValue();

    private static final Pattern PORT = Pattern.compile("[^/.:]+:[0-9]+/");

    private final Application application;

    ImageList(Application application) {
        this.application = application;
    }

    boolean isPresent() {
        return application.annotations().containsKey(KEY);
    }

    /**
     * The images in their order; never empty.
     *
     * @throws ConfigurationException if there are none, or more than 1,000, or one of them cannot be an image
     */
    List<ImageReference> images() {
        if (!isPresent()) {
            throw unusable(
                    "there is no such annotation",
                    AnnotationKeys.misspelt(
                                    "image-list", application.annotations().keySet())
                            .map(key -> "Is " + key + " a misspelling of it?")
                            .orElse("List the images there, or name them in the configuration"));
        }
        int count = written().size();
        if (count > MOST) {
            throw unusable(
                    String.format(Locale.ROOT, "it lists %,d images, more than %,d", count, MOST),
                    "List those that are to be updated");
        }
        requireWholeEntries();
        List<ImageReference> images = new ArrayList<>();
        for (Entry entry : entries()) {
            if (entry.image().isEmpty()) {
                throw unusable("an image has no name", "Write <alias>=<image>");
            }
            ImageName.problem(entry.image()).ifPresent(problem -> {
                throw unusable(problem.answer(), problem.advice());
            });
            images.add(entry.reference());
        }
        if (images.isEmpty()) {
            throw unusable("no image is listed", "List images, separated by commas");
        }
        return images;
    }

    /** The image asked for; one without a tag has that of the image of the same alias in the list, if it is the same image. */
    ImageReference withConstraint(ImageReference asked) {
        if (asked.tag() != null) {
            return asked;
        }
        requireWholeEntries();
        return entries().stream()
                .filter(entry ->
                        entry.alias().equals(asked.alias()) && !entry.image().isEmpty())
                .map(Entry::reference)
                .filter(listed -> listed.isSameRepository(asked) && listed.tag() != null)
                .findFirst()
                .map(listed -> asked.with(listed.tag()))
                .orElse(asked);
    }

    /** Empty for an image without one. */
    List<String> aliases() {
        return entries().stream().map(Entry::alias).toList();
    }

    /** The comma separates images, as in the Image Updater; a constraint that one has cut would lose its upper bound. */
    private void requireWholeEntries() {
        String before = "";
        for (String entry : written()) {
            if (CutConstraint.isRest(entry)) {
                throw unusable(
                        "'" + entry + "' is no image: the comma before it ends an image and its constraint",
                        before.isEmpty()
                                ? "Write <alias>=<image>:<constraint>"
                                : "Write a space instead of the comma: " + before + " " + entry);
            }
            int equals = entry.indexOf('=');
            if (equals > 0 && entry.substring(0, equals).indexOf(':') >= 0) {
                throw unusable(
                        "'" + entry + "' has no alias, and the '=' of its constraint ends one",
                        "Give it an alias: <alias>=" + entry);
            }
            if (isCutAtPort(entry.substring(equals + 1))) {
                throw unusable(
                        "'" + entry + "' is read as the image " + entry.substring(equals + 1, entry.indexOf(':'))
                                + ": before a constraint a registry's host needs a dot",
                        "Name the registry by a host with a dot, in registries.conf and the manifests too");
            }
            before = entry;
        }
    }

    /** The Image Updater's reader of constraints takes the port of such a host for the tag. */
    private static boolean isCutAtPort(String image) {
        ImageReference read = ImageReference.parse(image);
        return PORT.matcher(image).lookingAt()
                && read.registry().isEmpty()
                && read.constraint().indexOf('/') > 0
                && read.constraint().indexOf(':') > 0;
    }

    /** Both parts may be empty. */
    private record Entry(String alias, String image) {

        static Entry of(String written) {
            int equals = written.indexOf('=');
            return equals < 0
                    ? new Entry("", written)
                    : new Entry(
                            written.substring(0, equals).strip(),
                            written.substring(equals + 1).strip());
        }

        ImageReference reference() {
            return ImageReference.of(alias, image);
        }
    }

    private List<Entry> entries() {
        return written().stream().map(Entry::of).toList();
    }

    private List<String> written() {
        return TextList.ofCommas(application.annotations().getOrDefault(KEY, ""));
    }

    private ConfigurationException unusable(String answer, String advice) {
        return new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                "read the annotation " + KEY + " of " + application.name(),
                answer,
                advice);
    }
}
