package dev.outcrop.message;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/** What a block must consist of. */
final class ContentChecks {
    private ContentChecks() {}

    static void media(String format, Source source, Json.Obj more) {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(more, "more");
    }

    /** Neither this member nor the unknown ones may be null. */
    static void require(String name, Object value, Json.Obj more) {
        Objects.requireNonNull(value, name);
        Objects.requireNonNull(more, "more");
    }

    static void toolUse(String toolUseId, String name, Json input, Json.Obj more) {
        Objects.requireNonNull(toolUseId, "toolUseId");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(more, "more");
    }

    static void guarded(Content guarded, List<String> qualifiers) {
        if (!(guarded instanceof Content.Text || guarded instanceof Content.Image)) {
            throw new IllegalArgumentException(
                    "guardrail content must be either a text or an image");
        }
        if (guarded instanceof Content.Image && !qualifiers.isEmpty()) {
            throw new IllegalArgumentException(
                    "an image of guardrail content must not have qualifiers");
        }
    }

    static void reasoning(
            @Nullable String text,
            @Nullable String signature,
            Source.@Nullable Blob redacted,
            Json.Obj more) {
        Objects.requireNonNull(more, "more");
        if ((text == null) == (redacted == null)) {
            throw new IllegalArgumentException("reasoning must have either text or redacted bytes");
        }
        if (text == null && signature != null) {
            throw new IllegalArgumentException("redacted reasoning must not have a signature");
        }
    }
}
