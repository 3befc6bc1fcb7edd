package dev.outcrop.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.Map;

/** Questions in the path of requests, and answers that repeat them. */
final class Questions {
    private Questions() {}

    /** Reads a request and returns its question. */
    static String next(Socket socket) throws IOException {
        return TinyServer.request(socket).split(" ", 3)[1].substring(1);
    }

    static String answer(String question) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + question.length() + "\r\n\r\n" + question;
    }

    static HttpClient.Call call(TinyServer server, String question) {
        return call(server, question, new byte[] {'{', '}'}, Timeouts.DEFAULT, new Cancellation());
    }

    static HttpClient.Call call(
            TinyServer server,
            String question,
            byte[] body,
            Timeouts timeouts,
            Cancellation cancellation) {
        return new HttpClient.Call(
                "POST",
                URI.create("http://" + server.at("127.0.0.1").getAuthority() + "/" + question),
                Map.of("Content-Type", "application/json"),
                body,
                null,
                timeouts,
                Deadline.in(timeouts.total()),
                cancellation);
    }

    /** Reads an answer to its end. */
    static String text(HttpClient.Exchange exchange) throws IOException {
        try (exchange) {
            return new String(exchange.body().readAllBytes(), ISO_8859_1);
        }
    }
}
