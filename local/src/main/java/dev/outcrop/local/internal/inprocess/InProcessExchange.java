package dev.outcrop.local.internal.inprocess;

import dev.outcrop.internal.http.HttpClient;
import dev.outcrop.policy.Cancellation;

import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** A response of the emulator in the same process. */
final class InProcessExchange implements HttpClient.Exchange {
    private static final String LENGTH = "Content-Length";
    private static final String DATE = "Date";

    private final ResponsePipe.Head head;
    private final Instant begun;
    private final PipeInput body;
    private final Cancellation.Registration registration;

    InProcessExchange(
            ResponsePipe.Head head,
            Instant begun,
            PipeInput body,
            Cancellation.Registration registration) {
        this.head = head;
        this.begun = begun;
        this.body = body;
        this.registration = registration;
    }

    @Override
    public int status() {
        return head.status();
    }

    @Override
    public @Nullable String header(String name) {
        for (Map.Entry<String, String> header : head.headers().entrySet()) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return header.getValue();
            }
        }
        if (name.equalsIgnoreCase(LENGTH)) {
            return head.length() < 0 ? null : Integer.toString(head.length());
        }
        return name.equalsIgnoreCase(DATE) ? date(begun) : null;
    }

    @Override
    public HttpClient.Headers allHeaders() {
        ResponsePipe.Head received = head;
        Instant time = begun;
        return reader -> {
            reader.accept(DATE, date(time));
            received.headers().forEach(reader);
            if (received.length() < 0) {
                reader.accept("Transfer-Encoding", "chunked");
            } else {
                reader.accept(LENGTH, Integer.toString(received.length()));
            }
        };
    }

    /** Formatted only when it is read, because the classes for it take time to load. */
    private static String date(Instant time) {
        return DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
                .format(time.atOffset(ZoneOffset.UTC));
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public void close() {
        registration.close();
        body.close();
    }
}
