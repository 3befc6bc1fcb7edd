package dev.outcrop.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.QuotaExceededException;
import dev.outcrop.error.ThrottledException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.error.ValidationException.ContextLengthException;
import dev.outcrop.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Map;

class ContextLengthTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String message(String said) {
        return Json.object(Map.of("message", said)).toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prompt is too long: 903884 tokens > 200000 maximum|903884|200000",
                "The model returned the following errors: prompt is too long: 214,003 tokens > 200,000 maximum|214003|200000",
                "input length and `max_tokens` exceed context limit: 90402 + 116650 > 204648, decrease input length|207052|204648",
                "Input is too long for requested model.|-1|-1",
                "Input Tokens Exceeded: Number of input tokens exceeds maximum length.|-1|-1",
                "The maximum tokens you requested exceeds the model limit of 4096. Try again with a maximum|-1|4096",
                "400 Bad Request: Too many input tokens. Max input tokens: 8192, request input token count: 9279|9279|8192",
                "This model's maximum context length is 8192 tokens. Please reduce the length of the prompt|-1|8192",
                "This model\u2019s maximum context length is 4097 tokens, however you requested 5000 tokens (4900 in your prompt; 100 for the completion).|5000|4097",
                "This endpoint's maximum context length is 32768 tokens. However, you requested about 42832 tokens|42832|32768",
                "This model's maximum context length is 131072 tokens. However, you requested 16384 output tokens and your prompt contains at least 120000 input tokens, for a total of at least 136384 tokens.|136384|131072",
                "This model's maximum context length is 8192 tokens. However, your messages resulted in 8545 tokens.|8545|8192",
                "You passed 131073 input tokens and requested 1000 output tokens. However, the model's context length is only 131072 tokens|132073|131072",
                "Input length (265330) exceeds model's maximum context length (262144).|265330|262144",
                "Input length 9 exceeds the maximum allowed input length of 8 tokens.|9|8",
                "The input token count (1200293) exceeds the maximum number of tokens allowed (1048576).|1200293|1048576",
                "This model's maximum prompt length is 131072 but the request contains 537812 tokens.|537812|131072",
                "The input (9 tokens) is longer than the model's context length (8 tokens).|9|8",
                "prompt token count of 70000 exceeds the limit of 64000|70000|64000",
                "Invalid request: Your request exceeded model token limit: 262144 (requested: 300000)|300000|262144",
                "Prompt contains 65673 tokens and 0 draft tokens, too large for model with 32768 maximum context length|65673|32768",
                "request (9000 tokens) exceeds the available context size (8192 tokens), try increasing it|9000|8192",
                "the request exceeds the available context size, try increasing it|-1|-1",
                "Requested token count exceeds the model's maximum context length of 131072 tokens.|-1|131072",
                "Your input exceeds the context window of this model. Please adjust your input|-1|-1",
                "Please reduce the length of the messages or completion.|-1|-1",
                "invalid params, context window exceeds limit (2013)|-1|-1",
                "tokens to keep from the initial prompt is greater than the context length|-1|-1",
                "too many tokens: total number of tokens in the prompt cannot exceed 4081 - received 5000.|5000|4081",
                "prompt too long; exceeded max context length by 12 tokens|-1|-1",
                "Malformed input request: expected maxLength: 50000, actual: 52611, please reformat|-1|-1",
                "too many total text bytes: 27000000 > 25000000|-1|-1",
            })
    void everyWordingIsOneException(String said, long tokens, long limit) {
        BedrockException[] all = {
            ErrorReader.read(400, "ValidationException", bytes(message(said)), ErrorDetails.NONE),
            ErrorReader.read(424, "ModelErrorException", bytes(message(said)), ErrorDetails.NONE),
            ErrorReader.inStream("validationException", said, new byte[0], ErrorDetails.NONE),
            ErrorReader.read(
                    400, null, bytes("{\"error\":" + message(said) + "}"), ErrorDetails.NONE),
            ErrorReader.ofVendor(
                    Json.EMPTY.with("error", Json.object(Map.of("message", said))),
                    ErrorDetails.NONE.withService(200, null, null)),
        };
        for (BedrockException one : all) {
            assertThat(one).isInstanceOf(ContextLengthException.class);
            var tooLong = (ContextLengthException) one;
            assertThat(tooLong.what()).isEqualTo(said);
            assertThat(tooLong.tokens()).isEqualTo(tokens);
            assertThat(tooLong.limit()).isEqualTo(limit);
            assertThat(tooLong.details().remedy()).containsAnyOf("Shorten", "maxTokens");
            assertThat(tooLong.isRetryable()).isFalse();
        }
    }

    @Test
    void aCodeIsSufficient() {
        assertThat(
                        ErrorReader.read(
                                400,
                                null,
                                bytes(
                                        "{'error':{'code':'context_length_exceeded','message':'m'}}"
                                                .replace('\'', '"')),
                                ErrorDetails.NONE))
                .isInstanceOf(ContextLengthException.class);
    }

    @Test
    void theNumbersSurviveOtherDetails() {
        BedrockException one =
                ErrorReader.read(
                        400,
                        "ValidationException",
                        bytes(message("prompt is too long: 5 tokens > 4 maximum")),
                        ErrorDetails.NONE);
        for (BedrockException copy :
                new BedrockException[] {
                    one.with(ErrorDetails.NONE), one.rethrown(), one.withTexts(t -> t + "!")
                }) {
            assertThat(copy).isInstanceOf(ContextLengthException.class);
            assertThat(((ContextLengthException) copy).tokens()).isEqualTo(5);
            assertThat(((ContextLengthException) copy).limit()).isEqualTo(4);
        }
    }

    @Test
    void theRemedyForTooManyOutputTokensIsFewer() {
        assertThat(
                        ErrorReader.read(
                                        400,
                                        "ValidationException",
                                        bytes(
                                                message(
                                                        "The maximum tokens you requested exceeds the"
                                                                + " model limit of 4096.")),
                                        ErrorDetails.NONE)
                                .details()
                                .remedy())
                .startsWith("Lower maxTokens");
    }

    @Test
    void limitsOfAMinuteAreThrottling() {
        assertThat(
                        ErrorReader.read(
                                429,
                                "ThrottlingException",
                                bytes(message("Too many tokens, please wait before trying again.")),
                                ErrorDetails.NONE))
                .isInstanceOf(ThrottledException.class);
        assertThat(
                        ErrorReader.read(
                                400,
                                "ServiceQuotaExceededException",
                                bytes(message("Input is too long for your quota")),
                                ErrorDetails.NONE))
                .isInstanceOf(QuotaExceededException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Value at 'toolConfig.tools.1.member.toolSpec.name' failed to satisfy constraint: Member must have length less than or equal to 64",
                "messages.1.content.0.tool_use.id: String should have at most 64 characters",
                "image exceeds 5 MB maximum: 7167852 bytes > 5242880 bytes",
                "max_tokens must be greater than thinking.budget_tokens",
                "Malformed input request: #/toolConfig: expected maxItems: 5",
                "the tool's description is too long"
            })
    void otherLimitsAreNot(String said) {
        assertThat(
                        ErrorReader.read(
                                400,
                                "ValidationException",
                                bytes(message(said)),
                                ErrorDetails.NONE))
                .isExactlyInstanceOf(ValidationException.class);
    }
}
