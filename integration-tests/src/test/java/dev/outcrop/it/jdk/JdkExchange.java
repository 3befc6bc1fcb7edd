package dev.outcrop.it.jdk;

import dev.outcrop.internal.http.HttpClient;
import dev.outcrop.policy.Cancellation;

import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.net.http.HttpResponse;

/**
 * A response of the JDK's client.
 *
 * @param received its body, of which the response may know nothing
 * @param registration ends the exchange when the call is cancelled
 */
record JdkExchange(
        HttpResponse<ReceivedBody> response,
        ReceivedBody received,
        Cancellation.Registration registration)
        implements HttpClient.Exchange {
    @Override
    public int status() {
        return response.statusCode();
    }

    @Override
    public @Nullable String header(String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    @Override
    public HttpClient.Headers allHeaders() {
        return reader ->
                response.headers()
                        .map()
                        .forEach(
                                (name, values) ->
                                        values.forEach(value -> reader.accept(name, value)));
    }

    @Override
    public InputStream body() {
        return response.body() == null ? InputStream.nullInputStream() : received;
    }

    @Override
    public void close() {
        registration.close();
        received.close();
    }
}
