package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.http.HttpAnswer;
import io.jenkins.plugins.argoimageupdate.engine.http.Origin;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Collects the pages of a tag list. Pages stay on the registry's own host, come once each, and end some day. */
final class TagPager {

    static final int MAX_PAGES = 1_000;
    static final int MAX_TAGS = 500_000;

    private final URI first;
    private final String attempted;
    private final Consumer<JsonNode> pages;
    private Predicate<String> last = tag -> false;
    private boolean cut;

    /** @param pages takes the JSON of each page */
    TagPager(URI first, String attempted, Consumer<JsonNode> pages) {
        this.first = first;
        this.attempted = attempted;
        this.pages = pages;
    }

    /** Gets one page. */
    interface Fetch {
        HttpAnswer page(URI address) throws InterruptedException;
    }

    /** Makes the page with the first such tag the last one. */
    TagPager until(Predicate<String> wanted) {
        TagPager pager = new TagPager(first, attempted, pages);
        pager.last = wanted;
        return pager;
    }

    /** Whether there were pages after the last one. */
    boolean isCut() {
        return cut;
    }

    /** All tags in the order listed, each once. */
    List<String> collect(Fetch fetch) throws InterruptedException {
        List<String> tags = new ArrayList<>();
        Set<URI> seen = new HashSet<>();
        Optional<URI> next = Optional.of(first);
        while (next.isPresent()) {
            URI page = next.get();
            if (!Origin.of(page).equals(Origin.of(first))) {
                throw endless("the next page is on another host, " + page.getHost());
            }
            if (!seen.add(page)) {
                throw endless("the pages go in a circle after " + tags.size() + " tags");
            }
            if (seen.size() > MAX_PAGES) {
                throw endless("more than " + MAX_PAGES + " pages");
            }
            HttpAnswer answer = fetch.page(page);
            List<String> more = tags(answer);
            tags.addAll(more);
            if (tags.size() > MAX_TAGS) {
                throw endless("more than " + MAX_TAGS + " tags");
            }
            next = nextPage(answer, page);
            cut = next.isPresent() && more.stream().anyMatch(last);
            next = cut ? Optional.empty() : next;
        }
        return List.copyOf(isAscending(tags) ? tags : new LinkedHashSet<>(tags));
    }

    /** So most registries list, and then no tag is there twice: this costs much less to see than a set of very many tags. */
    private static boolean isAscending(List<String> tags) {
        for (int i = 1; i < tags.size(); i++) {
            if (tags.get(i - 1).compareTo(tags.get(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    private List<String> tags(HttpAnswer answer) {
        JsonNode list = Json.object(answer.body())
                .orElseThrow(() -> RegistryErrors.malformed(
                        attempted,
                        "the answer (status " + answer.status() + ", " + answer.body().length
                                + " bytes) is no complete JSON object",
                        "Check that the address is that of a container registry, and any proxy between"));
        pages.accept(list);
        List<String> tags = new ArrayList<>();
        for (JsonNode tag : Json.member(list, "tags")) {
            if (tag.isString()) {
                tags.add(tag.stringValue());
            }
        }
        return tags;
    }

    private Optional<URI> nextPage(HttpAnswer answer, URI page) {
        try {
            return LinkHeader.next(answer.headers().allValues("Link"), page);
        } catch (IllegalArgumentException e) {
            throw endless("the link to the next page cannot be read");
        }
    }

    private RuntimeException endless(String problem) {
        return RegistryErrors.malformed(
                attempted, problem, "Check the registry, or a proxy that rewrites its Link headers");
    }
}
