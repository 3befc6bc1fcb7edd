package dev.outcrop.cli.bedrock;

import dev.outcrop.cli.terminal.UsageException;

import org.jspecify.annotations.Nullable;

import java.net.URI;

/**
 * The URLs to record; null for those of the region.
 *
 * @param runtime of {@code bedrock-runtime}
 * @param control of the control plane
 * @param mantle of {@code bedrock-mantle}
 */
public record RecordUrls(
        @Nullable String runtime, @Nullable String control, @Nullable String mantle) {
    /** Those of the region. */
    public static final RecordUrls OF_THE_REGION = new RecordUrls(null, null, null);

    public RecordUrls withRuntime(String url) {
        return new RecordUrls(url, control, mantle);
    }

    public RecordUrls withControl(String url) {
        return new RecordUrls(runtime, url, mantle);
    }

    public RecordUrls withMantle(String url) {
        return new RecordUrls(runtime, control, url);
    }

    /**
     * Parses one of them.
     *
     * @param option where it was set
     * @throws UsageException if it is not a URL
     */
    static URI parse(String url, String option) {
        URI parsed = Urls.parse(url);
        if (parsed == null) {
            throw new UsageException(
                    option + " is not a URL: " + url, option + " https://host.example");
        }
        return parsed;
    }
}
