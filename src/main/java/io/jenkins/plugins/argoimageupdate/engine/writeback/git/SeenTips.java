package io.jenkins.plugins.argoimageupdate.engine.writeback.git;

import io.jenkins.plugins.argoimageupdate.engine.writeback.git.cache.LocalStoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.ReflogEntry;
import org.eclipse.jgit.lib.ReflogReader;
import org.eclipse.jgit.lib.Repository;

/**
 * Where branches were each time that somebody looked, or pushed. What was there last need not be fetched again, and what was there
 * before a forced push is found nowhere else.
 */
final class SeenTips {

    private static final int MOST_SEEN = 200;
    private static final String NOBODY = "argo-image-update";

    private final Repository local;

    SeenTips(Repository local) {
        this.local = local;
    }

    /**
     * A tip that a branch had.
     *
     * @param next the one that it was seen to have after it
     * @param left when that was
     */
    record Seen(ObjectId tip, ObjectId next, Instant left) {}

    /**
     * Notes where a branch is.
     *
     * @param branch the full name of its ref
     */
    void note(String branch, ObjectId tip) {
        try {
            write(branch, tip);
        } catch (IOException e) {
            throw new LocalStoreException(e);
        }
    }

    private void write(String branch, ObjectId tip) throws IOException {
        RefUpdate update = local.updateRef(ref(branch));
        if (tip.equals(update.getOldObjectId())) {
            return;
        }
        update.setNewObjectId(tip);
        update.setRefLogIdent(new PersonIdent(NOBODY, "", Instant.now(), ZoneOffset.UTC));
        update.setRefLogMessage("seen", false);
        update.setForceRefLog(true);
        RefUpdate.Result result = update.forceUpdate();
        if (result == RefUpdate.Result.LOCK_FAILURE || result == RefUpdate.Result.IO_FAILURE) {
            throw new LocalStoreException(new IOException("the tip cannot be noted: " + result));
        }
    }

    /** The tips that a branch had before the one that it has now, the latest first. */
    List<Seen> before(String branch) {
        try {
            return read(branch);
        } catch (IOException e) {
            throw new LocalStoreException(e);
        }
    }

    private List<Seen> read(String branch) throws IOException {
        ReflogReader log = local.getRefDatabase().getReflogReader(ref(branch));
        List<Seen> before = new ArrayList<>();
        if (log == null) {
            return before;
        }
        for (ReflogEntry move : log.getReverseEntries(MOST_SEEN)) {
            if (!move.getOldId().equals(ObjectId.zeroId())) {
                before.add(
                        new Seen(move.getOldId(), move.getNewId(), move.getWho().getWhenAsInstant()));
            }
        }
        return before;
    }

    private static String ref(String branch) {
        try (ObjectInserter.Formatter hash = new ObjectInserter.Formatter()) {
            byte[] name = branch.getBytes(StandardCharsets.UTF_8);
            return "refs/tips/" + hash.idFor(Constants.OBJ_BLOB, name).name();
        }
    }
}
