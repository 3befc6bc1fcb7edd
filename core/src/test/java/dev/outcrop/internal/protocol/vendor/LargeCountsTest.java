package dev.outcrop.internal.protocol.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.internal.protocol.anthropic.AnthropicRequest;
import dev.outcrop.internal.protocol.anthropic.AnthropicUsage;
import dev.outcrop.internal.protocol.openai.ChatUsage;
import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.Usage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts of a server, and settings of a caller, may be as large as a long. */
class LargeCountsTest {
    private static final long MOST = Long.MAX_VALUE;

    @Test
    void countsOfAnthropicsAddUpToNoMoreThanALong() {
        Usage usage =
                AnthropicUsage.of(
                        object(
                                "{'input_tokens':%1$d,'output_tokens':%1$d,"
                                        + "'cache_read_input_tokens':%1$d,"
                                        + "'cache_creation_input_tokens':%1$d}"));

        assertThat(usage.total()).isEqualTo(MOST);
        assertThat(usage.json().integer("totalTokens", 0)).isEqualTo(MOST);
    }

    @Test
    void countsOfChatCompletionsAddUpToNoMoreThanALong() {
        Usage usage =
                ChatUsage.of(
                        object(
                                "{'prompt_tokens':5,'completion_tokens':%1$d,"
                                        + "'prompt_tokens_details':{'cached_tokens':%1$d,"
                                        + "'cache_write_tokens':%1$d}}"));

        assertThat(usage.input()).isZero();
        assertThat(usage.total()).isEqualTo(MOST);
    }

    @Test
    void countsOfResponsesAddUpToNoMoreThanALong() {
        Usage usage = ChatUsage.ofResponses(object("{'input_tokens':%1$d,'output_tokens':%1$d}"));

        assertThat(usage.total()).isEqualTo(MOST);
        assertThat(usage.plus(usage).total()).isEqualTo(MOST);
    }

    @Test
    void countsThatAreGivenAddUpToNoMoreThanALong() {
        assertThat(Usage.of(MOST, MOST).total()).isEqualTo(MOST);
    }

    @ParameterizedTest
    @ValueSource(longs = {Integer.MAX_VALUE, MOST - 1, MOST})
    void aBudgetForThinkingNeverMakesMaxTokensNegative(long budget) {
        ConverseRequest request =
                ConverseRequest.builder("m")
                        .messages(Message.user("Hi!"))
                        .additionalModelRequestFields(
                                Json.parse("{\"thinking\":{\"budget_tokens\":" + budget + "}}"))
                        .build();

        Json.Obj body = AnthropicRequest.of(request, false);

        assertThat(body.integer("max_tokens", 0)).isEqualTo(Integer.MAX_VALUE);
    }

    private static Json.Obj object(String json) {
        return (Json.Obj) Json.parse(json.replace('\'', '"').formatted(MOST));
    }
}
