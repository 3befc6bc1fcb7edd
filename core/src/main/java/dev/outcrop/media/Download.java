package dev.outcrop.media;

import dev.outcrop.internal.http.Deadline;
import dev.outcrop.internal.http.ForbiddenAddressException;
import dev.outcrop.internal.http.HttpClient;
import dev.outcrop.internal.http.SocketHttpClient;
import dev.outcrop.internal.media.EncodedBytes;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.policy.Tls;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Downloads one file. Messages name the host only: the rest of an address may contain a signature.
 *
 * @param allowed the servers that may be called; asked for each address before it is connected to
 */
record Download(int maxBytes, Duration timeout, Tls tls, Predicate<InetAddress> allowed) {
    private static final int MOST_REDIRECTS = 5;

    /** A server may announce more than it sends: memory is not allocated for more than this. */
    private static final int TRUSTED_LENGTH = 1 << 20;

    private static final Map<String, String> HEADERS =
            Map.of("Accept", "*/*", "User-Agent", "outcrop");

    /** A file, and its name: the last part of the address. */
    record Body(EncodedBytes bytes, String fileName) {}

    Body get(URI address) {
        Deadline deadline = Deadline.in(timeout);
        URI next = checked(address);
        try (HttpClient http = SocketHttpClient.callingOnly(() -> tls, allowed)) {
            for (int i = 0; i <= MOST_REDIRECTS; i++) {
                try (HttpClient.Exchange response = http.send(call(next, deadline))) {
                    String location = redirect(response);
                    if (location == null) {
                        return new Body(body(response, next.getHost()), fileName(next));
                    }
                    next = checked(resolved(next, location));
                }
            }
            throw new IOException("there were more than " + MOST_REDIRECTS + " redirects");
        } catch (ForbiddenAddressException e) {
            throw new IllegalArgumentException(
                    "not read: " + next.getHost() + " is not on the public internet", e);
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new UncheckedIOException("cannot read from " + next.getHost() + ": " + why, e);
        }
    }

    private HttpClient.Call call(URI uri, Deadline deadline) {
        return new HttpClient.Call(
                "GET",
                uri,
                HEADERS,
                new byte[0],
                null,
                new Timeouts(timeout, timeout, timeout, timeout),
                deadline,
                new Cancellation());
    }

    private static URI checked(URI address) {
        if (!"https".equalsIgnoreCase(address.getScheme())) {
            throw new IllegalArgumentException("not read: only https addresses can be read");
        }
        if (address.getHost() == null || address.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "not read: the address must have a host, and no user or password");
        }
        return URI.create(address.toASCIIString());
    }

    private static @Nullable String redirect(HttpClient.Exchange response) throws IOException {
        int status = response.status();
        boolean isRedirect = status == 307 || status == 308 || (status >= 301 && status <= 303);
        String location = isRedirect ? response.header("Location") : null;
        if (location == null && status != 200) {
            throw new IOException("the server responded with HTTP " + status);
        }
        return location;
    }

    private static URI resolved(URI from, String location) throws IOException {
        try {
            return from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new IOException("the server redirected to an invalid address");
        }
    }

    private EncodedBytes body(HttpClient.Exchange response, String host) throws IOException {
        String encoding = response.header("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new IOException("the response is compressed, which was not requested");
        }
        long length = length(response.header("Content-Length"));
        if (length > maxBytes) {
            throw tooLarge(host);
        }
        try {
            long expected = Math.min(length, TRUSTED_LENGTH);
            return EncodedBytes.read(response.body(), expected, maxBytes);
        } catch (IllegalArgumentException e) {
            throw tooLarge(host);
        }
    }

    private IllegalArgumentException tooLarge(String host) {
        return new IllegalArgumentException(
                "not read: the file from " + host + " is larger than " + maxBytes + " bytes");
    }

    private static long length(@Nullable String header) {
        try {
            return header == null ? -1 : Long.parseLong(header.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static String fileName(URI address) {
        String path = address.getPath();
        String name = path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
        return name.isEmpty() ? "document" : name;
    }
}
