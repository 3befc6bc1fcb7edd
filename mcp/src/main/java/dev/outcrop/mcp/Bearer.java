package dev.outcrop.mcp;

import org.jspecify.annotations.Nullable;

import java.net.URI;

/** A fixed token, which no text shows. */
record Bearer(String value) implements Authorization {
    Bearer {
        if (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "an access token must be visible ASCII characters without spaces");
        }
    }

    @Override
    public @Nullable String token(URI server, @Nullable String challenge) {
        return challenge == null ? value : null;
    }

    @Override
    public String toString() {
        return "Bearer[...]";
    }
}
