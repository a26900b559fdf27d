package io.jenkins.plugins.argoimageupdate.engine.image;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.fuzz.FuzzInput;
import io.jenkins.plugins.argoimageupdate.engine.golang.Timestamps;
import io.jenkins.plugins.argoimageupdate.engine.version.NumberSequence;
import io.jenkins.plugins.argoimageupdate.engine.version.Version;
import io.jenkins.plugins.argoimageupdate.engine.version.VersionConstraint;
import java.util.List;

/** Image strings, tag filters and version constraints. */
public final class ImageFuzz {

    private static final List<String> TAGS =
            List.of("1.2.3", "v1", "main-abc", "1.0.0-rc.1+b", "latest", "x".repeat(128));

    private ImageFuzz() {}

    /** An image string is read whatever it is, and its text too. */
    public static void image(byte[] input) {
        ImageReference image = ImageReference.parse(FuzzInput.text(input));
        ImageReference again = ImageReference.parse(image.toString());
        image.nameAlone();
        image.isSameRepository(again);
        ImageReference.shortForm(image.withoutTag());
    }

    /** {@code allow-tags} in the first line, {@code ignore-tags} in the others. */
    public static void tagFilter(byte[] input) {
        List<String> lines = FuzzInput.text(input).lines().toList();
        TagFilter filter = TagFilter.of(
                lines.isEmpty() ? "" : lines.get(0), lines.isEmpty() ? List.of() : lines.subList(1, lines.size()));
        TAGS.forEach(filter::refusal);
        filter.warnings();
    }

    /** A constraint is read or refused, and can be asked of any version. */
    public static void constraint(byte[] input) {
        String text = FuzzInput.text(input);
        NumberSequence.parse(text);
        Timestamps.parse(text);
        TAGS.forEach(tag -> {
            try {
                VersionConstraint constraint = VersionConstraint.parse(text);
                Version.parse(tag).ifPresent(constraint::allows);
                Version.parse(text).ifPresent(constraint::allows);
            } catch (ConfigurationException e) {
                // it is none
            }
        });
    }
}
