package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.http.HttpAnswer;
import io.jenkins.plugins.argoimageupdate.engine.http.RequestHeaders;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Pages of tag lists that came with an {@code ETag}: asked for again with {@code If-None-Match} they need not be sent again. What
 * was sent to one login is never given to another. Bounded; thread-safe.
 */
final class TaggedPages {

    private static final int MOST_PAGES = 200;
    private static final int MOST_BYTES = 1 << 18;
    private static final int NOT_MODIFIED = 304;

    private record Key(URI address, String login) {}

    private final Map<Key, HttpAnswer> pages = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, HttpAnswer> eldest) {
            return size() > MOST_PAGES;
        }
    };

    /** Asks the registry. */
    interface Fetch {
        /** @param tag what to send as {@code If-None-Match}; empty for nothing */
        HttpAnswer page(String tag) throws InterruptedException;
    }

    /**
     * The page as it is now.
     *
     * @param login a fingerprint
     */
    HttpAnswer get(URI address, String login, Fetch fetch) throws InterruptedException {
        Key key = new Key(address, login);
        HttpAnswer known = known(key);
        HttpAnswer answer = fetch.page(known == null ? "" : known.header("ETag"));
        if (known != null && answer.status() == NOT_MODIFIED) {
            return known;
        }
        if (answer.isSuccess() && RequestHeaders.isToken(answer.header("ETag")) && answer.body().length <= MOST_BYTES) {
            remember(key, answer);
        }
        return answer;
    }

    private synchronized HttpAnswer known(Key key) {
        return pages.get(key);
    }

    private synchronized void remember(Key key, HttpAnswer answer) {
        pages.put(key, answer);
    }
}
