package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
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

/** Collects the pages of a tag list. Pages stay on the registry's own server, come once each, and end some day. */
final class TagPager {

    static final int MAX_PAGES = 1_000;
    static final int MAX_TAGS = 500_000;

    private final URI first;
    private final GatedHttp.Purpose purpose;
    private final Consumer<JsonNode> pages;
    private Predicate<String> last = tag -> false;
    private boolean cut;

    /** @param pages takes the JSON of each page */
    TagPager(URI first, GatedHttp.Purpose purpose, Consumer<JsonNode> pages) {
        this.first = first;
        this.purpose = purpose;
        this.pages = pages;
    }

    /** Asks for one page. */
    interface Fetch {
        /** The answer, whatever its status. */
        HttpAnswer page(URI address) throws InterruptedException;
    }

    private record Page(HttpAnswer answer, JsonNode list) {}

    /** Makes the page with the first such tag the last one. */
    TagPager until(Predicate<String> wanted) {
        TagPager pager = new TagPager(first, purpose, pages);
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
        Page page = firstPage(fetch, seen);
        Optional<NextPage> next = Optional.empty();
        do {
            page = next.isPresent() ? page(next.get(), fetch, seen, tags.size()) : page;
            List<String> more = tags(page);
            tags.addAll(more);
            if (tags.size() > MAX_TAGS) {
                throw broken("more than " + MAX_TAGS + " tags");
            }
            next = nextPage(page.answer());
            cut = next.isPresent() && more.stream().anyMatch(last);
        } while (next.isPresent() && !cut);
        return List.copyOf(isAscending(tags) ? tags : new LinkedHashSet<>(tags));
    }

    private Page firstPage(Fetch fetch, Set<URI> seen) throws InterruptedException {
        seen.add(first);
        HttpAnswer answer = fetch.page(first);
        if (!answer.isSuccess()) {
            throw RegistryErrors.of(purpose.attempted(), answer, purpose.login());
        }
        JsonNode list = Json.object(answer.body())
                .orElseThrow(() -> RegistryErrors.malformed(
                        purpose.attempted(),
                        "the answer (status " + answer.status() + ", " + answer.body().length + " bytes) of "
                                + RegistryErrors.address(answer) + " is no complete JSON object",
                        "Check that the address is that of a container registry, and any proxy between"));
        return new Page(answer, list);
    }

    /** The first answer that is a page. */
    private Page page(NextPage wanted, Fetch fetch, Set<URI> seen, int tagsSoFar) throws InterruptedException {
        HttpAnswer refusal = null;
        for (URI address : wanted.addresses()) {
            if (!seen.add(address)) {
                throw broken("the pages go in a circle after " + tagsSoFar + " tags");
            }
            if (seen.size() > MAX_PAGES) {
                throw broken("more than " + MAX_PAGES + " pages");
            }
            HttpAnswer answer = fetch.page(address);
            if (answer.status() == 429 || answer.status() >= 500) {
                throw RegistryErrors.of(purpose.attempted(), answer, purpose.login());
            }
            Optional<JsonNode> list = answer.isSuccess() ? Json.object(answer.body()) : Optional.empty();
            if (list.isPresent()) {
                return new Page(answer, list.get());
            }
            refusal = refusal == null ? answer : refusal;
        }
        throw broken("the first " + tagsSoFar + " tags came, but the link to the next page, " + wanted.shown()
                + (refusal == null ? ", is to another host" : ", leads to " + RegistryErrors.describe(refusal)));
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

    private List<String> tags(Page page) {
        pages.accept(page.list());
        List<String> tags = new ArrayList<>();
        for (JsonNode tag : Json.member(page.list(), "tags")) {
            if (tag.isString()) {
                tags.add(tag.stringValue());
            }
        }
        return tags;
    }

    private Optional<NextPage> nextPage(HttpAnswer answer) {
        boolean redirected = !Origin.of(answer.uri()).equals(Origin.of(first));
        try {
            return LinkHeader.next(answer.headers().allValues("Link"), redirected ? first : answer.uri())
                    .map(link -> NextPage.of(link, first));
        } catch (IllegalArgumentException e) {
            throw broken("the link to the next page cannot be read");
        }
    }

    private RegistryException broken(String problem) {
        return RegistryErrors.malformed(
                purpose.attempted(), problem, "Check the registry, or a proxy that rewrites its Link headers");
    }
}
