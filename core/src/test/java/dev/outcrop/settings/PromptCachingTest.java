package dev.outcrop.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.internal.Warnings;
import dev.outcrop.internal.caching.CachePolicy;
import dev.outcrop.internal.caching.CacheSettings;
import dev.outcrop.internal.family.CacheRules;
import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

class PromptCachingTest {
    private static final String SONNET_4_5 = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
    private static final String LLAMA = "us.meta.llama3-3-70b-instruct-v1:0";
    private static final String ARN =
            "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc";

    private final List<String> said = new ArrayList<>();
    private final Warnings warnings = new Warnings(said::add);

    @Test
    void autoGoesByWhatTheModelIs() {
        assertThat(insisting(PromptCaching.AUTO, SONNET_4_5).oneHour()).isFalse();
        assertThat(policy(PromptCaching.AUTO, LLAMA)).isNull();
        assertThat(policy(PromptCaching.AUTO, ARN)).isNull();
        assertThat(said).isEmpty();
    }

    @Test
    void noneIsNone() {
        assertThat(policy(PromptCaching.NONE, SONNET_4_5)).isNull();
    }

    @Test
    void whoInsistsIsObeyedAndWarned() {
        assertThat(insisting(PromptCaching.FIVE_MINUTES, ARN).rules())
                .isEqualTo(CacheRules.UNKNOWN);
        assertThat(said).isEmpty();
        assertThat(insisting(PromptCaching.FIVE_MINUTES, LLAMA).rules())
                .isEqualTo(CacheRules.UNKNOWN);
        policy(PromptCaching.FIVE_MINUTES, LLAMA);
        assertThat(said).singleElement().asString().startsWith(LLAMA + " may not support");
    }

    @Test
    void anHourIsSaidToBeFiveMinutesWhereThereIsNoMore() {
        assertThat(insisting(PromptCaching.ONE_HOUR, SONNET_4_5).oneHour()).isTrue();
        assertThat(said).isEmpty();
        policy(PromptCaching.ONE_HOUR, "amazon.nova-lite-v1:0");
        assertThat(said).singleElement().asString().contains("five minutes only");
    }

    private CachePolicy insisting(PromptCaching cache, String id) {
        return Objects.requireNonNull(policy(cache, id));
    }

    private @Nullable CachePolicy policy(PromptCaching cache, String id) {
        return CacheSettings.of(cache, ModelName.of(id), id, Json.EMPTY, warnings);
    }
}
