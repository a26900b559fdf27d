package io.jenkins.plugins.argoimageupdate.engine.http.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Which proxies lead to which servers, and who we are there. Asked for each connection; thread-safe. */
public abstract class HttpProxies extends ProxySelector {

    /** Leads to no proxy. */
    public static final HttpProxies DIRECT = new HttpProxies() {
        @Override
        public List<Proxy> select(URI server) {
            return List.of(Proxy.NO_PROXY);
        }
    };

    /** The proxy to a server; {@link Proxy#NO_PROXY} for none. */
    public final Proxy proxy(URI server) {
        return select(server).get(0);
    }

    /** The login for the proxy to a server, if it asks for one. */
    public Optional<ProxyLogin> login(URI server) {
        return Optional.empty();
    }

    /**
     * What it means that a proxy does not lead to a server.
     *
     * @param status what it answers; 407 if it asks for a login
     */
    public final ProxyRefusedException refusal(URI server, int status) {
        InetSocketAddress address = (InetSocketAddress) proxy(server).address();
        String name = address.getHostString() + ":" + address.getPort();
        return status == 401 || status == 407
                ? ProxyRefusedException.ofLogin(name, login(server), "https".equals(server.getScheme()))
                : ProxyRefusedException.ofStatus(name, status);
    }

    @Override
    public void connectFailed(URI server, SocketAddress proxy, IOException failure) {
        // the exchange reports it
    }
}
