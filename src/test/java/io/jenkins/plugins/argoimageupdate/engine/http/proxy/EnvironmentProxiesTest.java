package io.jenkins.plugins.argoimageupdate.engine.http.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpConnector;
import io.jenkins.plugins.argoimageupdate.engine.http.HttpLimits;
import io.jenkins.plugins.argoimageupdate.engine.http.tls.TlsTrust;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** What a variable of the environment can say that is no proxy, and what is one though it is no URI. */
public class EnvironmentProxiesTest {

    private static final URI REGISTRY = URI.create("http://registry.example.com/v2");

    @Test
    public void whatIsNoProxyIsOneErrorThatNamesTheVariableAndNotThePassword() {
        for (String value : List.of(
                "http://[",
                "http://proxy.example:99999",
                "http://proxy.example:0",
                "http://proxy.example:+80",
                "http://proxy.example:port",
                "http://user:p4ssw0rd@",
                "http://user:p4ssw0rd@corp proxy:3128",
                "http://user:p4ssw0rd@proxy.example:x",
                "http://user:p4ssw0rd@[::1:3128",
                "user:p4ssw0rd://proxy",
                "socks5://user:p4ssw0rd@proxy.example:1080",
                "socks5h://proxy.example:1080",
                "https://user:p4ssw0rd@proxy.example:3129",
                "http://",
                "http://:3128",
                "://proxy",
                "http://pröxy.example:3128",
                "http://proxy.example\r\nX: y:3128")) {
            EnvironmentProxies proxies = new EnvironmentProxies(Map.of("HTTP_PROXY", value));
            assertThatThrownBy(() -> proxies.proxy(REGISTRY))
                    .as(value)
                    .isInstanceOfSatisfying(ConfigurationException.class, e -> {
                        assertThat(e.reason()).isEqualTo(Reason.INVALID_CONFIGURATION);
                        assertThat(e.getMessage())
                                .startsWith("use the proxy of the environment variable HTTP_PROXY: ")
                                .contains("Set it to http://host:port")
                                .doesNotContain("p4ssw0rd");
                        assertThat(e.getCause()).isNull();
                    });
            assertThatThrownBy(() -> new HttpConnector(HttpLimits.DEFAULT, proxies)
                            .send(HttpRequest.newBuilder(REGISTRY).build(), TlsTrust.DEFAULT))
                    .isInstanceOf(ConfigurationException.class);
            assertThat(proxies.proxy(URI.create("https://registry.example.com")).address())
                    .isNull();
        }
        assertThatThrownBy(() -> new EnvironmentProxies(Map.of("https_proxy", "socks4://x"))
                        .proxy(URI.create("https://registry.example.com")))
                .hasMessageContaining("variable https_proxy: a proxy of the kind socks4 is not supported");
    }

    /** Its login would go over the wire in the clear. */
    @Test
    public void aProxyReachedOverTlsIsRefusedAndNotSpokenToInPlainHttp() {
        assertThatThrownBy(() -> place("https://proxy.example:3129"))
                .hasMessageContaining("variable http_proxy: a proxy that is itself reached over TLS is not supported");
    }

    @Test
    public void aHostWithAnUnderscoreIsAProxy() throws Exception {
        assertThat(ProxyAddress.read("http://corp_proxy:3128", "X")).hasToString("corp_proxy:3128");
        assertThat(ProxyAddress.read("corp_proxy", "X")).hasToString("corp_proxy:80");
        assertThat(ProxyAddress.read(" HTTP://me:pw@corp_proxy:3128/ ", "X")).hasToString("corp_proxy:3128");
        assertThat(place("http://[::1]:3128")).endsWith(":3128");
        assertThat(place("http://[::1]")).endsWith(":80");
        InetAddress named = InetAddress.getByAddress("corp_proxy", new byte[] {127, 0, 0, 1});
        assertThat(ProxyAddress.unnamed(named, 3128).getHostString()).isEqualTo("127.0.0.1");
    }

    @Test
    public void anUnknownHostWithAnUnderscoreIsNotPassedOver() {
        assertThatThrownBy(() -> place("http://me:pw@corp_proxy.invalid:3128"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("variable http_proxy: host corp_proxy.invalid is unknown");
    }

    @Test
    public void aPercentSignThatBeginsNoEscapeIsOneOfThePassword() {
        assertThat(login("http://user:p%zz@proxy:3128")).isEqualTo(new ProxyLogin("user", "p%zz"));
        assertThat(login("http://user:100%@proxy:3128")).isEqualTo(new ProxyLogin("user", "100%"));
        assertThat(login("http://us%65r:%@p%40%4@proxy:3128")).isEqualTo(new ProxyLogin("user", "%@p@%4"));
        assertThat(login("http://user:a:b/c?d#e+f@proxy")).isEqualTo(new ProxyLogin("user", "a:b/c?d#e+f"));
        assertThat(login("http://user:p%C3%A4ss@proxy")).isEqualTo(new ProxyLogin("user", "päss"));
        assertThat(login("http://user@proxy")).isEqualTo(new ProxyLogin("user", ""));
    }

    private static String place(String value) {
        InetSocketAddress address = (InetSocketAddress) new EnvironmentProxies(Map.of("http_proxy", value))
                .proxy(REGISTRY)
                .address();
        return address.getHostString() + ":" + address.getPort();
    }

    private static ProxyLogin login(String value) {
        return new EnvironmentProxies(Map.of("http_proxy", value))
                .login(REGISTRY)
                .orElseThrow();
    }
}
