package dev.outcrop.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.error.AccessDeniedException;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ModelTimeoutException;
import dev.outcrop.error.NotFoundException;
import dev.outcrop.error.QuotaExceededException;
import dev.outcrop.error.ServiceException;
import dev.outcrop.error.ThrottledException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.stream.Stream;

/** Errors as Anthropic, OpenAI and those that look like them tell them. */
class VendorErrorTest {
    private static BedrockException read(int status, String body) {
        return ErrorReader.read(
                status,
                null,
                body.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
                ErrorDetails.NONE.withService(status, null, "req-1"));
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of(
                        "{'type':'error','error':{'type':'invalid_request_error','message':'m'},"
                                + "'request_id':'r'}",
                        "invalid_request_error"),
                Arguments.of(
                        "{'error':{'message':'m','type':'invalid_request_error','param':null,"
                                + "'code':null}}",
                        "invalid_request_error"),
                Arguments.of(
                        "{'error':{'message':'m','type':'invalid_request_error',"
                                + "'code':'context_length_exceeded'}}",
                        "context_length_exceeded"),
                Arguments.of(
                        "{'error':{'code':400,'message':'m','status':'INVALID_ARGUMENT'}}",
                        "INVALID_ARGUMENT"),
                Arguments.of("[{'error':{'code':400,'message':'m'}}]", null),
                Arguments.of("{'error':'m'}", null),
                Arguments.of("{'error':'e','message':'m'}", null),
                Arguments.of("{'detail':'m'}", null),
                Arguments.of(
                        "{'object':'error','message':'m','type':'BadRequestError','code':400}",
                        "BadRequestError"),
                Arguments.of("{'error_code':'BAD_REQUEST','message':'m'}", "BAD_REQUEST"),
                Arguments.of(
                        "{'error':{'code':'ValidationException','message':'m','type':'x'}}",
                        "ValidationException"));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void theMessageIsFoundInAnyOfTheShapes(String body, String code) {
        BedrockException e = read(400, body);

        assertThat(e).isInstanceOf(ValidationException.class);
        assertThat(e.what()).isEqualTo("m");
        assertThat(e.details().code()).isEqualTo(code);
        assertThat(e.details().requestId()).isEqualTo("req-1");
        assertThat(e.details().status()).isEqualTo(400);
    }

    static Stream<Arguments> statuses() {
        return Stream.of(
                Arguments.of(400, "invalid_request_error", ValidationException.class, false),
                Arguments.of(401, "authentication_error", CredentialsException.class, false),
                Arguments.of(402, "billing_error", QuotaExceededException.class, false),
                Arguments.of(403, "permission_error", AccessDeniedException.class, false),
                Arguments.of(404, "not_found_error", NotFoundException.class, false),
                Arguments.of(408, "timeout_error", ModelTimeoutException.class, false),
                Arguments.of(413, "request_too_large", ValidationException.class, false),
                Arguments.of(429, "rate_limit_error", ThrottledException.class, true),
                Arguments.of(429, "insufficient_quota", QuotaExceededException.class, false),
                Arguments.of(500, "api_error", ServiceException.class, true),
                Arguments.of(503, "engine_overloaded", ServiceException.class, true),
                Arguments.of(529, "overloaded_error", ServiceException.class, true),
                Arguments.of(418, "teapot", ServiceException.class, false));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void aResponseIsWhatItsStatusSays(int status, String type, Class<?> kind, boolean retryable) {
        BedrockException e = read(status, "{'error':{'type':'" + type + "','message':'m'}}");

        assertThat(e).isInstanceOf(kind);
        assertThat(e.isRetryable()).isEqualTo(retryable);
        assertThat(e.details().code()).isEqualTo(type);
    }

    @Test
    void inAStreamItIsWhatItsWordSays() {
        var kinds = new LinkedHashMap<String, Class<?>>();
        statuses().forEach(row -> kinds.put((String) row.get()[1], (Class<?>) row.get()[2]));
        kinds.keySet().removeAll(Set.of("engine_overloaded", "teapot")); // nobody knows them
        kinds.forEach(
                (word, kind) -> {
                    String error = "{\"error\":{\"type\":\"" + word + "\",\"message\":\"m\"}}";
                    assertThat(
                                    ErrorReader.ofVendor(
                                            (Json.Obj) Json.parse(error), ErrorDetails.NONE))
                            .isInstanceOf(kind);
                });
        assertThat(ErrorReader.ofVendor(Json.EMPTY, ErrorDetails.NONE))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("without a reason");
    }

    @Test
    void remediesSpeakOfTheKeyAndNotOfBedrocksConsole() {
        assertThat(read(401, "{'error':{'message':'m'}}").getMessage()).contains("API key");
        assertThat(read(403, "{'error':{'message':'m'}}").getMessage()).doesNotContain("console");
    }

    @Test
    void whatIsTooLongIsCut() {
        BedrockException e = read(400, "{'error':{'message':'" + "x".repeat(9_000) + "'}}");

        assertThat(e.what().length()).isLessThan(2_100);
    }
}
