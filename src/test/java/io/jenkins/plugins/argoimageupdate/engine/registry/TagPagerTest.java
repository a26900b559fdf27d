package io.jenkins.plugins.argoimageupdate.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpAnswer;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Test;

public class TagPagerTest {

    private static final URI FIRST = URI.create("https://r.example/v2/a/tags/list");

    @Test
    public void followsLinksAbsoluteOrRelativeWithOrWithoutRelation() throws Exception {
        Map<String, HttpAnswer> pages = Map.of(
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
        assertThat(LinkHeader.next(List.of("rubbish"), FIRST)).isEmpty();
    }

    @Test
    public void endsPagesThatNeverEnd() {
        AtomicInteger count = new AtomicInteger();
        TagPager pager = new TagPager(FIRST, "list tags of r.example/a", page -> {});
        assertThatThrownBy(() -> pager.collect(address -> page("[]", "<?p=" + count.incrementAndGet() + ">")))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("list tags of r.example/a: more than " + TagPager.MAX_PAGES + " pages");
    }

    @Test
    public void refusesAnotherSchemeOfTheSameHost() {
        TagPager pager = new TagPager(FIRST, "list tags of r.example/a", page -> {});
        assertThatThrownBy(() -> pager.collect(address -> page("[]", "<http://r.example/v2/a/tags/list?p=2>")))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("on another host");
    }

    private static List<String> collect(Map<String, HttpAnswer> pages) throws InterruptedException {
        return new TagPager(FIRST, "list", page -> {}).collect(address -> {
            String query = address.getQuery() == null ? "" : "?" + address.getQuery();
            return pages.get(address.getPath() + query);
        });
    }

    private static HttpAnswer page(String tags, String link) {
        byte[] body = ("{\"name\":\"a\",\"tags\":" + tags + "}").getBytes(StandardCharsets.UTF_8);
        return new HttpAnswer(200, HttpHeaders.of(Map.of("Link", List.of(link)), (name, value) -> true), body, FIRST);
    }
}
