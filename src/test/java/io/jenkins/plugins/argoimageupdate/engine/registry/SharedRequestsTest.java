package io.jenkins.plugins.argoimageupdate.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.demo.EmbeddedRegistry;
import io.jenkins.plugins.argoimageupdate.demo.RegistryRules.Fault;
import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class SharedRequestsTest {

    private final FakeTime time = new FakeTime();
    private final RegistryClients clients =
            new RegistryClients(new HttpConnector(HttpLimits.DEFAULT, null), RetryPolicy.DEFAULT, time);
    private final Instant start = time.now();
    private EmbeddedRegistry registry;

    @Before
    public void start() throws Exception {
        registry = EmbeddedRegistry.start();
        registry.content().push("app", "1.0", start);
    }

    @After
    public void stop() {
        registry.close();
    }

    @Test
    public void oneRequestAnswersAllWhoAskAtOnce() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(20);
        try {
            List<Future<List<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                answers.add(
                        pool.submit(() -> shared(start, RegistryLogin.ANONYMOUS).tags("app")));
            }
            for (Future<List<String>> answer : answers) {
                assertThat(answer.get()).containsExactly("1.0");
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(registry.requests()).hasSize(1);
        assertThat(clients.metrics(endpoint()).snapshot().shared()).isEqualTo(199);
    }

    @Test
    public void anAnswerFromBeforeTheTimeAskedForIsNotGoodEnough() throws Exception {
        shared(start, RegistryLogin.ANONYMOUS).tags("app");
        registry.content().push("app", "2.0", start);
        time.pass(Duration.ofSeconds(30));

        assertThat(shared(start, RegistryLogin.ANONYMOUS).tags("app")).containsExactly("1.0");
        assertThat(shared(start.plusSeconds(1), RegistryLogin.ANONYMOUS).tags("app"))
                .containsExactly("1.0", "2.0");
        assertThat(shared(start.plusSeconds(30), RegistryLogin.ANONYMOUS).tags("app"))
                .containsExactly("1.0", "2.0");
        assertThat(registry.requests()).hasSize(2);
    }

    @Test
    public void nobodyGetsWhatAnotherLoginWasTold() throws Exception {
        shared(start, RegistryLogin.of("one", "secret")).tags("app");
        shared(start, RegistryLogin.of("one", "other")).tags("app");
        shared(start, RegistryLogin.ANONYMOUS).tags("app");
        assertThat(registry.requests()).hasSize(3);
    }

    @Test
    public void digestsOfTagsAreSharedToo() throws Exception {
        assertThat(shared(start, RegistryLogin.ANONYMOUS).digest("app", "1.0")).isPresent();
        assertThat(shared(start, RegistryLogin.ANONYMOUS).digest("app", "1.0")).isPresent();
        assertThat(registry.requests()).hasSize(1);
    }

    @Test
    public void aRegistryInTroubleIsNotAskedByEach() {
        registry.rules().fail("tags/list", 99, Fault.status(500));
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> shared(start, RegistryLogin.ANONYMOUS).tags("app"))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("500");
        }
        int askedByTheFirst = registry.requests().size();
        assertThatThrownBy(() -> shared(start, RegistryLogin.ANONYMOUS).tags("app"))
                .isInstanceOf(RegistryException.class);
        assertThat(registry.requests()).hasSize(askedByTheFirst);

        registry.rules().heal();
        assertThatThrownBy(() -> shared(start, RegistryLogin.ANONYMOUS).tags("app"))
                .isInstanceOf(RegistryException.class);
    }

    @Test
    public void whoSharesNothingAlwaysAsks() throws Exception {
        shared(start, RegistryLogin.ANONYMOUS).tags("app");
        clients.client(endpoint(), RegistryLogin.ANONYMOUS).tags("app");
        clients.client(endpoint(), RegistryLogin.ANONYMOUS).tags("app");
        assertThat(registry.requests()).hasSize(3);
    }

    private RegistryClient shared(Instant notBefore, RegistryLogin login) {
        return clients.notOlderThan(notBefore).client(endpoint(), login);
    }

    private RegistryEndpoint endpoint() {
        return RegistryEndpoint.at("test", registry.address(), TlsTrust.DEFAULT);
    }
}
