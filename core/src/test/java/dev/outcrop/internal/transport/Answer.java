package dev.outcrop.internal.transport;

import dev.outcrop.internal.http.HttpClient;

import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.util.Map;

/** The head of a response, made up. */
record Answer(Map<String, String> headers) implements HttpClient.Exchange {
    @Override
    public int status() {
        return 429;
    }

    @Override
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    @Override
    public HttpClient.Headers allHeaders() {
        return headers::forEach;
    }

    @Override
    public InputStream body() {
        return InputStream.nullInputStream();
    }

    @Override
    public void close() {}
}
