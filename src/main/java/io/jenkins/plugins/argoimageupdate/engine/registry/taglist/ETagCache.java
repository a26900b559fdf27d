package io.jenkins.plugins.argoimageupdate.engine.registry.taglist;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.http.RequestHeaders;
import java.net.URI;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pages of tag lists that came with an {@code ETag}: asked for again with {@code If-None-Match} they need not be sent again. What
 * was sent to one login is never given to another. Bounded; thread-safe.
 */
public final class ETagCache {

    private static final int LONGEST_TAG = 256;
    private static final int MOST_BYTES = 1 << 18;
    private static final int NOT_MODIFIED = 304;

    private record Key(URI address, String login) {}

    private final Map<Key, ListedPage> pages = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** Asks the registry. */
    public interface Fetch {
        /** @param tag what to send as {@code If-None-Match}; empty for nothing */
        ListedPage page(String tag) throws InterruptedException;
    }

    /**
     * The page as it is now.
     *
     * @param login a fingerprint
     */
    public ListedPage get(URI address, String login, Fetch fetch) throws InterruptedException {
        Key key = new Key(address, login);
        ListedPage known = known(key);
        ListedPage page = fetch.page(known == null ? "" : tag(known));
        if (known != null && page.answer().status() == NOT_MODIFIED) {
            return known;
        }
        if (page.isList() && isEntityTag(tag(page)) && page.bytes() <= MOST_BYTES) {
            remember(key, page);
        }
        return page;
    }

    private static String tag(ListedPage page) {
        return page.answer().header("ETag");
    }

    /** Whether it may stand in a request: RFC 9110, section 8.8.3, without the letters that are not ASCII. */
    private static boolean isEntityTag(String text) {
        return text.length() <= LONGEST_TAG && RequestHeaders.isToken(text);
    }

    private synchronized @Nullable ListedPage known(Key key) {
        return pages.get(key);
    }

    private synchronized void remember(Key key, ListedPage page) {
        ListedPage before = pages.put(key, page);
        bytes += page.bytes() - (before == null ? 0 : before.bytes());
        Iterator<ListedPage> eldest = pages.values().iterator();
        while (bytes > Budget.TAG_LISTS_KEPT.value() && eldest.hasNext()) {
            bytes -= eldest.next().bytes();
            eldest.remove();
        }
    }
}
