package io.jenkins.plugins.argoimageupdate.engine.registry;

import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpResult;
import io.jenkins.plugins.argoimageupdate.engine.http.address.Origin;
import io.jenkins.plugins.argoimageupdate.engine.registry.taglist.LinkHeader;
import io.jenkins.plugins.argoimageupdate.engine.registry.taglist.ListedPage;
import io.jenkins.plugins.argoimageupdate.engine.registry.taglist.TagList;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Collects the pages of a tag list. Pages stay on the registry's own server, come once each, and end some day. */
final class TagPager {

    static final int MAX_PAGES = Budget.TAG_LIST_PAGES.intValue();
    private static final int MAX_TAGS = Budget.TAG_LIST_TAGS.intValue();
    private static final Logger LOGGER = Logger.getLogger(TagPager.class.getName());

    private final URI first;
    private final RetryingHttpClient.Purpose purpose;
    private final Consumer<TagList> pages;
    private WantedTags last = tag -> false;
    private boolean cut;

    /** @param pages takes each page */
    TagPager(URI first, RetryingHttpClient.Purpose purpose, Consumer<TagList> pages) {
        this.first = first;
        this.purpose = purpose;
        this.pages = pages;
    }

    /** Asks for one page. */
    interface Fetch {
        /** The answer, whatever its status. */
        ListedPage page(URI address) throws InterruptedException;
    }

    /** Makes the page with the first such tag the last one. */
    TagPager until(WantedTags wanted) {
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
        ListedPage page = firstPage(fetch, seen);
        Optional<NextPage> next = Optional.empty();
        long bytes = 0;
        int tooLong = 0;
        do {
            page = next.isPresent() ? page(next.get(), fetch, seen, tags.size()) : page;
            pages.accept(page.list());
            List<String> more = page.list().tags();
            tags.addAll(more);
            tooLong += page.list().tooLong();
            bytes += page.bytes();
            failIfTooMuch(tags.size(), bytes);
            next = nextPage(page.answer());
            cut = next.isPresent() && hasLast(more);
        } while (next.isPresent() && !cut);
        tellTooLong(tooLong);
        return List.copyOf(isAscending(tags) ? tags : new LinkedHashSet<>(tags));
    }

    private boolean hasLast(List<String> tags) throws InterruptedException {
        for (String tag : tags) {
            if (last.include(tag)) {
                return true;
            }
        }
        return false;
    }

    private void failIfTooMuch(int tags, long bytes) {
        if (tags > MAX_TAGS) {
            throw tooMuch(MAX_TAGS + " tags");
        }
        if (bytes > Budget.TAG_LIST_BYTES.value()) {
            throw tooMuch(Budget.TAG_LIST_BYTES.value() + " bytes");
        }
    }

    private RegistryException tooMuch(String limit) {
        return RegistryErrors.malformed(
                purpose.attempted(),
                "the list of its tags has more than " + limit,
                "Delete unneeded tags, or check which server answers there");
    }

    private void tellTooLong(int names) {
        if (names > 0) {
            LOGGER.log(Level.WARNING, "{0}: {1} names are longer than {2} characters and are left out", new Object[] {
                purpose.attempted(), names, Budget.TAG_NAME.value()
            });
        }
    }

    private ListedPage firstPage(Fetch fetch, Set<URI> seen) throws InterruptedException {
        seen.add(first);
        ListedPage page = fetch.page(first);
        HttpResult answer = page.answer();
        if (!answer.isSuccess()) {
            throw RegistryErrors.of(purpose.attempted(), answer, purpose.login());
        }
        if (!page.isList()) {
            throw RegistryErrors.malformed(
                    purpose.attempted(),
                    "the answer (status " + answer.status() + ", " + page.bytes() + " bytes) of "
                            + RegistryErrors.address(answer) + " " + page.list().problem(),
                    "Check that the address is that of a container registry, and any proxy between");
        }
        return page;
    }

    /** The first answer that is a page. */
    private ListedPage page(NextPage wanted, Fetch fetch, Set<URI> seen, int tagsSoFar) throws InterruptedException {
        ListedPage refusal = null;
        for (URI address : wanted.addresses()) {
            if (!seen.add(address)) {
                throw broken("the pages repeat after " + tagsSoFar + " tags");
            }
            if (seen.size() > MAX_PAGES) {
                throw broken("more than " + MAX_PAGES + " pages");
            }
            ListedPage page = fetch.page(address);
            int status = page.answer().status();
            if (status == 429 || status >= 500) {
                throw RegistryErrors.of(purpose.attempted(), page.answer(), purpose.login());
            }
            if (page.isList()) {
                return page;
            }
            refusal = refusal == null ? page : refusal;
        }
        throw broken("the first " + tagsSoFar + " tags came, but the link to the next page, " + wanted.shown()
                + (refusal == null ? ", is to another host" : leadsTo(refusal)));
    }

    private static String leadsTo(ListedPage refusal) {
        String what = refusal.list() == null ? "" : " that " + refusal.list().problem();
        return ", leads to " + RegistryErrors.describe(refusal.answer()) + what;
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

    private Optional<NextPage> nextPage(HttpResult answer) {
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
