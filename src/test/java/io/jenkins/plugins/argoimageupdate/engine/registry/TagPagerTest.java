package io.jenkins.plugins.argoimageupdate.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpResult;
import io.jenkins.plugins.argoimageupdate.engine.http.metrics.RequestKind;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import io.jenkins.plugins.argoimageupdate.engine.registry.taglist.LinkHeader;
import io.jenkins.plugins.argoimageupdate.engine.registry.taglist.ListedPage;
import io.jenkins.plugins.argoimageupdate.engine.registry.taglist.TagList;
import io.jenkins.plugins.argoimageupdate.engine.registry.taglist.TagListReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Test;

public class TagPagerTest {

    private static final URI FIRST = URI.create("https://r.example/v2/a/tags/list");
    private static final URI BELOW = URI.create("https://r.example/docker/hosted/v2/a/tags/list");

    @Test
    public void followsLinksAbsoluteOrRelativeWithOrWithoutRelation() throws Exception {
        Map<String, ListedPage> pages = Map.of(
                "/v2/a/tags/list", page("[\"1\",\"2\"]", "</v2/a/tags/list?last=2&n=2>; rel=\"next\""),
                "/v2/a/tags/list?last=2&n=2", page("[\"3\"]", "<https://R.example:443/v2/a/tags/list?next_page=x>"),
                "/v2/a/tags/list?next_page=x", page("[\"3\",\"4\"]", "<?p=4>; title=\"x\"; REL=\"prev next\""),
                "/v2/a/tags/list?p=4", page("null", "</other>; rel=prev"));
        assertThat(collect(pages)).containsExactly("1", "2", "3", "4");
    }

    @Test
    public void picksTheNextAmongSeveralLinks() {
        assertThat(LinkHeader.next(List.of("</p>; rel=\"prev\", </n?a=1,2>; rel=\"next\""), FIRST))
                .contains(URI.create("https://r.example/n?a=1,2"));
        assertThat(LinkHeader.next(List.of("</p>; rel=prev", "</n>; rel=next"), FIRST))
                .contains(URI.create("https://r.example/n"));
        assertThat(LinkHeader.next(List.of("/n?last=1; rel=\"next\""), FIRST))
                .as("zot before 2.0")
                .contains(URI.create("https://r.example/n?last=1"));
        assertThat(LinkHeader.next(List.of("rubbish", "rubbish; rel=next", "/n", "/p; rel=prev"), FIRST))
                .isEmpty();
    }

    @Test
    public void endsPagesThatNeverEnd() {
        AtomicInteger count = new AtomicInteger();
        assertThatThrownBy(() -> pager().collect(address -> page("[]", "<?p=" + count.incrementAndGet() + ">")))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("list tags of r.example/a: more than " + TagPager.MAX_PAGES + " pages");
    }

    /** The API is below {@code /docker/hosted}; the links are those of Nexus, Artifactory, and registries behind proxies. */
    @Test
    public void asksForTheNextPageWhereTheListIsWhateverTheLinkSays() throws Exception {
        for (String link : List.of(
                "<https://r.example/repository/hosted/v2/a/tags/list?n=2&last=2>; rel=\"next\"",
                "</v2/a/tags/list?n=2&last=2>; rel=\"next\"",
                "<http://r.example/docker/hosted/v2/a/tags/list?n=2&last=2>; rel=\"next\"",
                "<https://r.example:8443/docker/hosted/v2/a/tags/list?n=2&last=2>",
                "<http://registry.internal:5000/v2/a/tags/list?n=2&last=2>",
                "<list?n=2&last=2>; rel=next")) {
            List<URI> asked = new ArrayList<>();
            assertThat(pager(BELOW).collect(address -> {
                        asked.add(address);
                        return asked.size() == 1 ? page("[\"1\",\"2\"]", link) : page("[\"3\"]", "");
                    }))
                    .as(link)
                    .containsExactly("1", "2", "3");
            assertThat(asked).as(link).containsExactly(BELOW, URI.create(BELOW + "?n=2&last=2"));
        }
    }

    @Test
    public void followsALinkToElsewhereOnTheServer() throws Exception {
        List<URI> asked = new ArrayList<>();
        assertThat(pager(BELOW).collect(address -> {
                    asked.add(address);
                    return asked.size() == 1 ? page("[\"1\"]", "<http://r.example/page/2?c=x>") : page("[\"2\"]", "");
                }))
                .containsExactly("1", "2");
        assertThat(asked).containsExactly(BELOW, URI.create("https://r.example/page/2?c=x"));
    }

    @Test
    public void triesTheOtherFormWhereTheLikelierOneLeadsNowhere() throws Exception {
        for (String link : List.of("</v2/a/tags/list?last=1>", "</other?last=1>")) {
            List<URI> asked = new ArrayList<>();
            assertThat(pager(BELOW).collect(address -> {
                        asked.add(address);
                        return switch (asked.size()) {
                            case 1 -> page("[\"1\"]", link);
                            case 2 -> answer(404, "<html>", "");
                            default -> page("[\"2\"]", "");
                        };
                    }))
                    .as(link)
                    .containsExactly("1", "2");
            assertThat(asked).as(link).hasSize(3).contains(URI.create(BELOW + "?last=1"));
        }
    }

    @Test
    public void saysWhereADeadLinkLeads() {
        AtomicInteger count = new AtomicInteger();
        assertThatThrownBy(() -> pager(BELOW)
                        .collect(address -> count.incrementAndGet() == 1
                                ? page("[\"1\",\"2\"]", "<https://user:pw@r.example/v2/a/tags/list?last=2>")
                                : answer(400, "<html>Bad Request</html>", "")))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("the first 2 tags came, but the link to the next page,"
                        + " https://r.example/v2/a/tags/list?last=2, leads to 400 Bad Request from ")
                .hasMessageContaining("Link headers")
                .hasMessageNotContaining("user:pw");
    }

    @Test
    public void asksNobodyElseForPages() {
        for (String link : List.of("<https://evil.example/v2/a>", "<mailto:a@evil.example>", "<https://[>")) {
            AtomicInteger count = new AtomicInteger();
            assertThatThrownBy(() -> pager().collect(address -> {
                        count.incrementAndGet();
                        return page("[\"1\"]", link);
                    }))
                    .as(link)
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("the link to the next page");
            assertThat(count).as(link).hasValue(1);
        }
    }

    @Test
    public void doesNotTakeAFailureOfTheRegistryForADeadLink() {
        AtomicInteger count = new AtomicInteger();
        assertThatThrownBy(() -> pager().collect(address ->
                        count.incrementAndGet() == 1 ? page("[\"1\"]", "<?last=1>") : answer(503, "", "")))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.SERVER_ERROR));
        assertThat(count).hasValue(2);
    }

    private static TagPager pager() {
        return pager(FIRST);
    }

    private static TagPager pager(URI first) {
        RetryingHttpClient.Purpose purpose = new RetryingHttpClient.Purpose(
                RequestKind.TAGS, "list tags of r.example/a", TlsTrust.DEFAULT, RegistryLogin.ANONYMOUS);
        return new TagPager(first, purpose, page -> {});
    }

    private static List<String> collect(Map<String, ListedPage> pages) throws InterruptedException {
        return pager().collect(address -> {
            String query = address.getQuery() == null ? "" : "?" + address.getQuery();
            return pages.get(address.getPath() + query);
        });
    }

    private static ListedPage page(String tags, String link) {
        return answer(200, "{\"name\":\"a\",\"tags\":" + tags + "}", link);
    }

    private static ListedPage answer(int status, String body, String link) {
        HttpHeaders headers = HttpHeaders.of(Map.of("Link", List.of(link)), (name, value) -> true);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        HttpResult answer = new HttpResult(status, headers, bytes, FIRST);
        try {
            TagList list = answer.isSuccess() ? new TagListReader(false).read(new ByteArrayInputStream(bytes)) : null;
            return new ListedPage(answer, list, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
