package dev.outcrop.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.internal.limit.RateLimiter;
import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.ConverseRequest.InferenceConfig;
import dev.outcrop.message.Usage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class TokenReservationTest {
    private static final int USUAL = 4_096;

    private static long answer(String body) {
        return TokenReservation.estimated(new byte[0], (Json.Obj) Json.parse(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'inferenceConfig':{'maxTokens':7000}}",
                "{'inferenceConfig':{'max_new_tokens':7000}}",
                "{'max_tokens':7000}",
                "{'max_completion_tokens':7000}",
                "{'max_output_tokens':7000}",
                "{'max_gen_len':7000}",
                "{'max_tokens_to_sample':7000}",
                "{'maxTokens':7000}",
                "{'textGenerationConfig':{'maxTokenCount':7000}}",
                "{'additionalModelRequestFields':{'max_tokens':7000}}",
                "{'additionalModelRequestFields':{'inferenceConfig':{'maxTokens':7000}}}",
                "{'max_tokens':7e3}",
                "{'max_tokens':10,'max_completion_tokens':7000}"
            })
    void theLongestAnswerIsFoundInEachPlace(String body) {
        assertThat(answer(body.replace('\'', '"'))).isEqualTo(7_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"max_tokens\":null}",
                "{\"max_tokens\":\"7000\"}",
                "{\"inferenceConfig\":7}",
                "{\"messages\":[{\"max_tokens\":7000}]}"
            })
    void whereNothingIsSaidItIsAUsualOne(String body) {
        assertThat(answer(body)).isEqualTo(USUAL);
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775807, 2147483647",
        "99999999999999999999, 2147483647",
        "1e999, 2147483647",
        "-1, 0",
        "-9223372036854775808, 0",
        "0.5, 0"
    })
    void noNumberOverflows(String number, long tokens) {
        assertThat(answer("{\"max_tokens\":" + number + "}")).isEqualTo(tokens);
    }

    @Test
    void apiArgsGoBeforeWhatTheRequestSays() {
        ConverseRequest request =
                ConverseRequest.builder("m")
                        .inferenceConfig(
                                new InferenceConfig(500, null, null, List.of(), Json.EMPTY))
                        .build();
        Json.Obj more = (Json.Obj) Json.parse("{\"inferenceConfig\":{\"maxTokens\":7000}}");
        Json.Obj none = (Json.Obj) Json.parse("{\"inferenceConfig\":{\"maxTokens\":null}}");

        assertThat(asked(request, Json.EMPTY)).isEqualTo(500);
        assertThat(asked(request, more)).isEqualTo(7_000);
        assertThat(asked(request, none)).isEqualTo(USUAL);
    }

    private static long asked(ConverseRequest request, Json.Obj apiArgs) {
        return TokenReservation.estimated(new byte[0], TokenReservation.asked(request, apiArgs));
    }

    @Test
    void aNumberOfTokensThatNoCallCanUseIsUnknown() {
        assertThat(TokenReservation.of(Usage.NONE)).isEqualTo(RateLimiter.UNKNOWN);
        assertThat(TokenReservation.of(Usage.of(3, 4))).isEqualTo(7);
        assertThat(TokenReservation.of(usage(1L << 40, 1))).isEqualTo(RateLimiter.UNKNOWN);
        assertThat(TokenReservation.of(usage(Long.MAX_VALUE, Long.MAX_VALUE)))
                .isEqualTo(RateLimiter.UNKNOWN);
        assertThat(TokenReservation.of(usage(-5, 4))).isEqualTo(4);
    }

    private static Usage usage(long input, long output) {
        return new Usage(
                Json.EMPTY
                        .with("inputTokens", Json.of(input))
                        .with("outputTokens", Json.of(output)));
    }
}
