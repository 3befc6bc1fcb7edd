package dev.outcrop.internal.aws.signing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The headers of a request that are signed: in lower case, in order, each once. For one thread.
 *
 * <p>A sorted list, not a sorted map: there are about ten headers, and the code of a map is
 * compiled late, in the first second of a program that has much else to do then.
 */
final class SignedHeaders {
    /** Headers that may be changed in transit. */
    private static final Set<String> UNSIGNED =
            Set.of(
                    "authorization",
                    "user-agent",
                    "connection",
                    "expect",
                    "x-amzn-trace-id",
                    "transfer-encoding");

    private final List<String> names = new ArrayList<>(12);
    private final List<String> values = new ArrayList<>(12);

    void putAll(Map<String, String> headers) {
        for (var header : headers.entrySet()) {
            put(header.getKey(), header.getValue());
        }
    }

    /** Sets a header; the last value of a name counts. */
    void put(String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (UNSIGNED.contains(lower)) {
            return;
        }
        int at = names.size();
        while (at > 0 && names.get(at - 1).compareTo(lower) > 0) {
            at--;
        }
        if (at > 0 && names.get(at - 1).equals(lower)) {
            values.set(at - 1, value);
        } else {
            names.add(at, lower);
            values.add(at, value);
        }
    }

    /** Returns their names, separated by semicolons. */
    String names() {
        return String.join(";", names);
    }

    /** Appends a line for each: its name and its normalized value. */
    void addTo(StringBuilder text) {
        for (int i = 0; i < names.size(); i++) {
            text.append(names.get(i)).append(':');
            HeaderValueNormalizer.add(values.get(i), text);
            text.append('\n');
        }
    }
}
