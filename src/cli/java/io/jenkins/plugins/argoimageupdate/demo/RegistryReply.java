package io.jenkins.plugins.argoimageupdate.demo;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Locale;

/** Writes answers of an {@link EmbeddedRegistry}. */
final class RegistryReply {

    private RegistryReply() {}

    static void json(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        bytes(exchange, status, EmbeddedRegistry.utf8(body));
    }

    static void error(HttpExchange exchange, int status, String code) throws IOException {
        String message = code.toLowerCase(Locale.ROOT).replace('_', ' ');
        json(exchange, status, "{\"errors\":[{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}]}");
    }

    /** Ends the answer; the body of a request that was not read is skipped, so that the connection can be used again. */
    static void bytes(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    static void send(HttpExchange exchange, RegistryRules.Fault fault) throws IOException {
        try {
            Thread.sleep(fault.delay().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        fault.headers().forEach(exchange.getResponseHeaders()::set);
        if (fault.announced() == 0) {
            bytes(exchange, fault.status(), EmbeddedRegistry.utf8(fault.body()));
            return;
        }
        exchange.sendResponseHeaders(fault.status(), fault.announced());
        exchange.getResponseBody().write(EmbeddedRegistry.utf8(fault.body()));
        exchange.getResponseBody().flush();
    }
}
