package dev.outcrop.error;

import java.util.ArrayList;
import java.util.Locale;

/** Formats the message of a failure. */
final class FailureMessage {
    private FailureMessage() {}

    static String of(String what, ErrorDetails details) {
        var known = new ArrayList<String>();
        if (details.code() != null) {
            known.add(details.code());
        }
        if (details.status() != 0) {
            known.add("HTTP " + details.status());
        }
        if (details.modelId() != null) {
            known.add("model " + details.modelId());
        }
        if (details.requestId() != null) {
            known.add("request " + details.requestId());
        }
        if (details.attempts() > 1) {
            known.add(String.format(Locale.ROOT, "%d attempts", details.attempts()));
        }
        return what
                + (known.isEmpty() ? "" : " (" + String.join(", ", known) + ")")
                + (details.remedy() == null ? "" : " " + details.remedy());
    }
}
