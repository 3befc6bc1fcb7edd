package dev.outcrop.error;

import java.util.ArrayList;
import java.util.Locale;

/** How a failure reads. */
final class Wording {
    private Wording() {}

    static String of(String what, Facts facts) {
        var known = new ArrayList<String>();
        if (facts.code() != null) {
            known.add(facts.code());
        }
        if (facts.status() != 0) {
            known.add("HTTP " + facts.status());
        }
        if (facts.modelId() != null) {
            known.add("model " + facts.modelId());
        }
        if (facts.requestId() != null) {
            known.add("request " + facts.requestId());
        }
        if (facts.attempts() > 1) {
            known.add(String.format(Locale.ROOT, "%d attempts", facts.attempts()));
        }
        return what
                + (known.isEmpty() ? "" : " (" + String.join(", ", known) + ")")
                + (facts.remedy() == null ? "" : " " + facts.remedy());
    }
}
