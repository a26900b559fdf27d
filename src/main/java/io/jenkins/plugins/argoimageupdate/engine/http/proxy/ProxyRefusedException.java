package io.jenkins.plugins.argoimageupdate.engine.http.proxy;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** A proxy does not lead to the server: it asks for a login and what there is does not satisfy it, or it may not. */
public final class ProxyRefusedException extends IOException {

    private static final long serialVersionUID = 1L;
    private static final String DISABLED_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

    private final String advice;

    private ProxyRefusedException(String answer, String advice) {
        super(answer);
        this.advice = advice;
    }

    static ProxyRefusedException ofStatus(String proxy, int status) {
        return new ProxyRefusedException(
                "the proxy " + proxy + " refused the connection (HTTP status " + status + ")",
                "Have the proxy let it through, or add the host to those that need no proxy");
    }

    /** @param tunnel whether it was asked for a connection to an https server */
    static ProxyRefusedException ofLogin(String proxy, Optional<ProxyLogin> login, boolean tunnel) {
        if (login.isEmpty()) {
            return new ProxyRefusedException(
                    "the proxy " + proxy + " asks for a login", "Add user name and password to the proxy's settings");
        }
        if (tunnel && isBasicKeptBack()) {
            return new ProxyRefusedException(
                    "the proxy " + proxy + " requires a login, which Java does not send for https by default",
                    "Start Java with the option -D" + DISABLED_SCHEMES + "= (with nothing after the equals sign)");
        }
        return new ProxyRefusedException(
                "the proxy " + proxy + " does not accept the login of user '"
                        + login.get().user() + "'",
                "Check user name and password in the proxy's settings");
    }

    /** The JDK's own default, in {@code conf/net.properties}, is to keep it back. */
    private static boolean isBasicKeptBack() {
        return System.getProperty(DISABLED_SCHEMES, "Basic")
                .toLowerCase(Locale.ROOT)
                .contains("basic");
    }

    /** What to do, without a full stop. */
    public String advice() {
        return advice;
    }
}
