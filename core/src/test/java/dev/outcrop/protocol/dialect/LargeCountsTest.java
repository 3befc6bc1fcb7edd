package dev.outcrop.protocol.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Usage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts of tokens, however large a service says that they are. */
class LargeCountsTest {
    private static final long MOST = Long.MAX_VALUE;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'input_tokens':M,'output_tokens':M}",
                "{'input_tokens':1,'output_tokens':M,'cache_read_input_tokens':M}",
                "{'input_tokens':1,'output_tokens':1,'cache_creation_input_tokens':M}"
            })
    void anthropicsTotalEndsAtTheLargestNumber(String usage) {
        assertThat(AnthropicUsage.of(json(usage)).total()).isEqualTo(MOST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'prompt_tokens':M,'completion_tokens':M}",
                "{'prompt_tokens':M,'completion_tokens':1}"
            })
    void openAisTotalEndsAtTheLargestNumber(String usage) {
        assertThat(ChatUsage.of(json(usage)).total()).isEqualTo(MOST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'prompt_tokens':5,'completion_tokens':1,"
                        + "'prompt_tokens_details':{'cached_tokens':M,'cache_write_tokens':M}}"
            })
    void whatWasCachedIsNoMoreThanTheInput(String usage) {
        assertThat(ChatUsage.of(json(usage)).input()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {MOST, MOST - 1, MOST / 2})
    void aTotalThatIsMadeHereEndsThereToo(long count) {
        assertThat(Usage.of(count, MOST).total()).isEqualTo(MOST);
    }

    @ParameterizedTest
    @ValueSource(longs = {MOST, MOST - 1, 1L << 31})
    void aBudgetForThinkingLeavesTheLongestAnswerAtTheLargestNumber(long budget) {
        Json thinking = json("{'thinking':{'budget_tokens':" + budget + "}}");
        var request = ConverseRequest.builder("m").additionalModelRequestFields(thinking).build();

        assertThat(AnthropicRequest.of(request, false).integer("max_tokens", 0))
                .isEqualTo(Integer.MAX_VALUE);
    }

    private static Json.Obj json(String text) {
        return (Json.Obj) Json.parse(text.replace("'", "\"").replace("M", "" + MOST));
    }
}
