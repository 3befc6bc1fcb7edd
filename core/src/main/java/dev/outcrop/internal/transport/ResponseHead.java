package dev.outcrop.internal.transport;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.internal.ControlCharacters;
import dev.outcrop.internal.http.HttpClient;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The head of a successful response. Its headers are converted only when they are wanted. Safe for
 * any number of threads.
 */
public final class ResponseHead {
    /** Headers that are credentials for the next request, or prove that this one had some. */
    private static final Set<String> SECRET =
            Set.of("set-cookie", "set-cookie2", "authentication-info", "proxy-authentication-info");

    private static final int LONGEST_VALUE = 8 << 10;

    private final ErrorDetails details;
    private final HttpClient.Headers headers;
    private final SecretRedaction redaction;

    ResponseHead(ErrorDetails details, HttpClient.Headers headers, SecretRedaction redaction) {
        this.details = details;
        this.headers = headers;
        this.redaction = redaction;
    }

    public int status() {
        return details.status();
    }

    public @Nullable String requestId() {
        return details.requestId();
    }

    /**
     * Returns the headers, without cookies, without the secrets of the request and without control
     * characters. Names are compared without regard to case.
     */
    public Map<String, List<String>> headers() {
        var all = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        headers.each(
                (name, value) -> {
                    if (!SECRET.contains(name.toLowerCase(Locale.ROOT))) {
                        all.computeIfAbsent(name, key -> new ArrayList<>(1)).add(plain(value));
                    }
                });
        all.replaceAll((name, values) -> List.copyOf(values));
        return Collections.unmodifiableMap(all);
    }

    private String plain(@Nullable String value) {
        return value == null ? "" : ControlCharacters.line(redaction.of(value), LONGEST_VALUE);
    }
}
