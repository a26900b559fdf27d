package io.jenkins.plugins.argoimageupdate.engine.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Where a sender puts the secret, or what it signs with it. All comparisons take the same time whatever is sent. */
enum SecretCheck {
    /** Senders that can only be given an address. */
    QUERY {
        @Override
        String sent(WebhookRequest request) {
            return request.query(SECRET);
        }
    },
    /** The header holds the bare secret. */
    AUTHORIZATION {
        @Override
        String sent(WebhookRequest request) {
            return request.header("Authorization");
        }
    },
    QUERY_OR_HEADER {
        @Override
        String sent(WebhookRequest request) {
            String secret = request.query(SECRET);
            return secret.isEmpty() ? request.header("X-Webhook-Secret") : secret;
        }
    },
    /** Whichever way the sender can be taught. */
    ANY_HEADER {
        @Override
        String sent(WebhookRequest request) {
            for (String header : new String[] {"X-Gitlab-Token", "X-Webhook-Secret", "Authorization"}) {
                String value = request.header(header);
                if (!value.isEmpty()) {
                    return value.startsWith("Bearer ") ? value.substring("Bearer ".length()) : value;
                }
            }
            return request.query(SECRET);
        }
    },
    /** GitHub signs the body with the secret: {@code sha256=<hexadecimal HMAC>}. */
    GITHUB {
        @Override
        String sent(WebhookRequest request) {
            return request.header(HUB_SIGNATURE);
        }

        @Override
        List<String> wanted(WebhookRequest request, String secret) {
            return List.of(SHA256 + hmac("HmacSHA256", request.body(), secret));
        }
    },
    /** Gitea sends GitHub's header, empty without a secret, and signs what a form holds instead of the form. */
    GITEA {
        @Override
        String sent(WebhookRequest request) {
            String signature = request.header(HUB_SIGNATURE);
            return signature.length() > SHA256.length() ? signature : ANY_HEADER.sent(request);
        }

        @Override
        List<String> wanted(WebhookRequest request, String secret) {
            return List.of(SHA256 + hmac("HmacSHA256", request.payload(), secret), secret);
        }
    },
    /** Artifactory sends the secret, or signs the body with it where "Use secret for payload signing" is on. */
    ARTIFACTORY {
        @Override
        String sent(WebhookRequest request) {
            String sent = request.header("X-JFrog-Event-Auth");
            return sent.isEmpty() ? ANY_HEADER.sent(request) : sent;
        }

        @Override
        List<String> wanted(WebhookRequest request, String secret) {
            return List.of(hmac("HmacSHA256", request.body(), secret), secret);
        }
    },
    /** Nexus signs the body with its "Secret Key", by the HMAC that it has. */
    NEXUS {
        @Override
        String sent(WebhookRequest request) {
            String signature = request.header("X-Nexus-Webhook-Signature");
            return signature.isEmpty() ? ANY_HEADER.sent(request) : signature;
        }

        @Override
        List<String> wanted(WebhookRequest request, String secret) {
            return List.of(hmac("HmacSHA1", request.body(), secret), secret);
        }
    };

    private static final String SECRET = "secret";
    private static final String HUB_SIGNATURE = "X-Hub-Signature-256";
    private static final String SHA256 = "sha256=";
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    abstract String sent(WebhookRequest request);

    /** Any of which will do. */
    List<String> wanted(WebhookRequest request, String secret) {
        return List.of(secret);
    }

    void check(WebhookRequest request, String secret) {
        byte[] sent = sent(request).getBytes(StandardCharsets.UTF_8);
        if (sent.length == 0) {
            throw new WebhookRefusedException(UNAUTHORIZED, "the webhook secret is missing");
        }
        boolean known = false;
        for (String wanted : wanted(request, secret)) {
            known |= MessageDigest.isEqual(sent, wanted.getBytes(StandardCharsets.UTF_8));
        }
        if (!known) {
            throw new WebhookRefusedException(FORBIDDEN, "the webhook secret is wrong");
        }
    }

    private static String hmac(String algorithm, byte[] signed, String secret) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return HexFormat.of().formatHex(mac.doFinal(signed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
