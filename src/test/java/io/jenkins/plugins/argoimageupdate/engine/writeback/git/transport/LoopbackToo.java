package io.jenkins.plugins.argoimageupdate.engine.writeback.git.transport;

import io.jenkins.plugins.argoimageupdate.engine.http.proxy.EnvironmentProxies;
import io.jenkins.plugins.argoimageupdate.engine.http.proxy.HttpProxies;
import io.jenkins.plugins.argoimageupdate.engine.http.proxy.ProxyLogin;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The proxies that an environment names, for loopback addresses too. */
final class LoopbackToo extends HttpProxies {

    private final EnvironmentProxies proxies;

    LoopbackToo(Map<String, String> environment) {
        this.proxies = new EnvironmentProxies(environment);
    }

    private static URI elsewhere(URI server) {
        return URI.create(server.getScheme() + "://elsewhere.example/");
    }

    @Override
    public List<Proxy> select(URI server) {
        return proxies.select(elsewhere(server));
    }

    @Override
    public Optional<ProxyLogin> login(URI server) {
        return proxies.login(elsewhere(server));
    }
}
