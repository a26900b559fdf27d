package io.jenkins.plugins.argoimageupdate.engine.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Where a sender puts the secret. All comparisons take the same time whatever is sent. */
enum SecretCheck {
    /** Senders that can only be given an address. */
    QUERY {
        @Override
        String sent(WebhookRequest request) {
            return request.query("secret");
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
            String secret = request.query("secret");
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
            return request.query("secret");
        }
    },
    /** GitHub signs the body with the secret: {@code sha256=<hexadecimal HMAC>}. */
    SIGNATURE {
        @Override
        String sent(WebhookRequest request) {
            return request.header("X-Hub-Signature-256");
        }

        @Override
        String wanted(WebhookRequest request, String secret) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
                return "sha256=" + HexFormat.of().formatHex(mac.doFinal(request.body()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    };

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    abstract String sent(WebhookRequest request);

    String wanted(WebhookRequest request, String secret) {
        return secret;
    }

    void check(WebhookRequest request, String secret) {
        String sent = sent(request);
        if (sent.isEmpty()) {
            throw new WebhookRefusedException(UNAUTHORIZED, "the webhook secret is missing");
        }
        byte[] wanted = wanted(request, secret).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(sent.getBytes(StandardCharsets.UTF_8), wanted)) {
            throw new WebhookRefusedException(FORBIDDEN, "the webhook secret is wrong");
        }
    }
}
