package io.jenkins.plugins.argoimageupdate.jenkins.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.argoimageupdate.engine.guard.GuardedImage;
import io.jenkins.plugins.argoimageupdate.engine.guard.Hold;
import io.jenkins.plugins.argoimageupdate.engine.guard.HoldBook;
import io.jenkins.plugins.argoimageupdate.jenkins.hold.HoldStore;
import io.jenkins.plugins.argoimageupdate.jenkins.view.RelativeTime;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A hold as pages and the remote API show it. */
@ExportedBean
public final class HoldView {

    private final GuardedImage image;
    private final Hold hold;

    private HoldView(GuardedImage image, Hold hold) {
        this.image = image;
        this.hold = hold;
    }

    /** That of an image; null if it is not held. */
    @CheckForNull
    static HoldView of(GuardedImage image, HoldBook holds) {
        return holds.of(image, Instant.now())
                .map(hold -> new HoldView(image, hold))
                .orElse(null);
    }

    /** All of the controller, the last one first. */
    static List<HoldView> all() {
        return HoldStore.get().shown().current(Instant.now()).stream()
                .map(held -> new HoldView(held.image(), held.hold()))
                .toList();
    }

    @Exported
    public String getApplication() {
        return image.application();
    }

    /** Of the Application; empty when not known. */
    @Exported
    public String getNamespace() {
        return image.namespace();
    }

    /** The Argo CD server's name; empty for none. */
    @Exported
    public String getArgocd() {
        return image.argocd();
    }

    /** The alias, or the image's name where it has none. */
    @Exported
    public String getName() {
        return image.label();
    }

    /** Registry and name, without tag. */
    @Exported
    public String getImage() {
        return image.image();
    }

    /** That it is held at; empty when not known. */
    @Exported
    public String getVersion() {
        return hold.version();
    }

    /** The only version that is kept out; empty for whatever there is. */
    @Exported
    public String getNotAgain() {
        return hold.notAgain();
    }

    @Exported
    public String getBy() {
        return hold.by();
    }

    /** Empty for none. */
    @Exported
    public String getReason() {
        return hold.why();
    }

    @Exported
    public Date getSince() {
        return Date.from(hold.since());
    }

    /** Null when somebody has to end it. */
    @Exported
    @CheckForNull
    public Date getUntil() {
        return hold.until() == null ? null : Date.from(hold.until());
    }

    /** Such as {@code Held at main-41 by Jane Doe 2 h ago: main-42 loses orders}, in the reader's language. */
    public String getSentence() {
        String ago = RelativeTime.of(getSince());
        String what = !hold.notAgain().isEmpty()
                ? Messages.Hold_notAgain(hold.notAgain(), hold.by(), ago)
                : hold.version().isEmpty()
                        ? Messages.Hold_held(hold.by(), ago)
                        : Messages.Hold_heldAt(hold.version(), hold.by(), ago);
        Date until = getUntil();
        String end = until == null ? what : Messages.Hold_until(what, RelativeTime.of(until));
        return hold.why().isEmpty() ? end : Messages.Hold_because(end, hold.why());
    }
}
