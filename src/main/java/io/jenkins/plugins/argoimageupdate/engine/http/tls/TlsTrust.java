package io.jenkins.plugins.argoimageupdate.engine.http.tls;

/**
 * Which server certificates are accepted. A given CA is added to the default ones, it does not replace them.
 *
 * @param caPem PEM certificates to trust besides the default ones; empty for none
 * @param insecure true to accept any certificate and host name, which has to be an explicit choice of the administrator
 */
public record TlsTrust(String caPem, boolean insecure) {

    /** Only the certificate authorities that the Java runtime trusts. */
    public static final TlsTrust DEFAULT = new TlsTrust("", false);
}
