package dev.outcrop.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.outcrop.error.AccessDeniedException;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ModelException;
import dev.outcrop.error.ModelTimeoutException;
import dev.outcrop.error.NotFoundException;
import dev.outcrop.error.ProtocolException;
import dev.outcrop.error.QuotaExceededException;
import dev.outcrop.error.ServiceException;
import dev.outcrop.error.ThrottledException;
import dev.outcrop.error.ValidationException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;

class ErrorReaderTest {
    private static BedrockException read(int status, @Nullable String type, String body) {
        return ErrorReader.read(
                status,
                type,
                body.getBytes(StandardCharsets.UTF_8),
                ErrorDetails.NONE.withService(status, null, "r-1"));
    }

    static Stream<Arguments> codes() {
        return Stream.of(
                arguments("AccessDeniedException", 403, AccessDeniedException.class, false),
                arguments("ThrottlingException", 429, ThrottledException.class, true),
                arguments("TooManyRequestsException", 429, ThrottledException.class, true),
                arguments(
                        "ServiceQuotaExceededException", 400, QuotaExceededException.class, false),
                arguments("ResourceNotFoundException", 404, NotFoundException.class, false),
                arguments("ModelTimeoutException", 408, ModelTimeoutException.class, false),
                arguments("InternalServerException", 500, ServiceException.class, true),
                arguments("ServiceUnavailableException", 503, ServiceException.class, true),
                arguments("ValidationException", 400, ValidationException.class, false),
                arguments("ModelNotReadyException", 429, ServiceException.class, true),
                arguments("ModelErrorException", 424, ModelException.class, false),
                arguments("ModelStreamErrorException", 424, ModelException.class, false),
                arguments("ExpiredTokenException", 403, CredentialsException.class, false),
                arguments("UnrecognizedClientException", 403, CredentialsException.class, false),
                arguments("InvalidSignatureException", 403, CredentialsException.class, false),
                arguments("IncompleteSignature", 400, CredentialsException.class, false),
                arguments("MissingAuthenticationToken", 403, CredentialsException.class, false),
                arguments("ConflictException", 400, ValidationException.class, false));
    }

    @ParameterizedTest
    @MethodSource("codes")
    void theCodeSaysWhatItIs(
            String code, int status, Class<? extends BedrockException> kind, boolean retryable) {
        String header = code + ":http://internal.amazon.com/coral/com.amazon.bedrock/";

        BedrockException e = read(status, header, "{\"message\":\"said\"}");

        assertThat(e).isInstanceOf(kind);
        assertThat(e.what()).isEqualTo("said");
        assertThat(e.isRetryable()).isEqualTo(retryable);
        assertThat(e.details().code()).isEqualTo(code);
        assertThat(e.details().status()).isEqualTo(status);
        assertThat(e.details().requestId()).isEqualTo("r-1");
    }

    @ParameterizedTest
    @MethodSource("codes")
    void inAStreamTheCodeBeginsWithASmallLetter(
            String code, int status, Class<? extends BedrockException> kind, boolean retryable) {
        String small = Character.toLowerCase(code.charAt(0)) + code.substring(1);

        BedrockException e =
                ErrorReader.inStream(
                        small,
                        null,
                        "{\"message\":\"said\"}".getBytes(StandardCharsets.UTF_8),
                        ErrorDetails.NONE.withService(200, null, "r-1"));

        // A code that no model of the stream's errors has is told by the status, which is 200.
        assertThat(e).isInstanceOfAny(kind, ServiceException.class);
        assertThat(e.what()).isEqualTo("said");
        assertThat(e.details().code()).isEqualTo(code);
        assertThat(e.isRetryable()).isEqualTo(retryable);
    }

    static Stream<Arguments> statuses() {
        return Stream.of(
                arguments(302, ProtocolException.class, false),
                arguments(400, ValidationException.class, false),
                arguments(401, CredentialsException.class, false),
                arguments(403, AccessDeniedException.class, false),
                arguments(404, NotFoundException.class, false),
                arguments(407, ServiceException.class, false),
                arguments(408, ModelTimeoutException.class, false),
                arguments(413, ValidationException.class, false),
                arguments(424, ModelException.class, false),
                arguments(429, ThrottledException.class, true),
                arguments(464, ServiceException.class, false),
                arguments(500, ServiceException.class, true),
                arguments(501, ServiceException.class, false),
                arguments(502, ServiceException.class, true),
                arguments(503, ServiceException.class, true),
                arguments(504, ServiceException.class, true),
                arguments(529, ServiceException.class, false));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void withoutACodeTheStatusSaysWhatItIs(
            int status, Class<? extends BedrockException> kind, boolean retryable) {
        BedrockException e = read(status, null, "");

        assertThat(e).isInstanceOf(kind);
        assertThat(e.isRetryable()).isEqualTo(retryable);
        assertThat(e.details().code()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\":\"m\"}",
                "{\"Message\":\"m\"}",
                "{\"errorMessage\":\"m\"}",
                "{\"__type\":\"com.amazon.coral.service#X\",\"message\":\"m\"}",
                "m",
                "\n m \u0000"
            })
    void findsTheMessage(String body) {
        assertThat(read(500, "X", body).what()).isEqualTo("m");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ThrottlingException",
                "ThrottlingException:",
                "ThrottlingException:http://a#b",
                "a.b#ThrottlingException",
                "a.b#ThrottlingException:http://a/"
            })
    void findsTheCode(String type) {
        assertThat(read(400, type, "").details().code()).isEqualTo("ThrottlingException");
        assertThat(read(400, null, "{\"__type\":\"" + type + "\"}").details().code())
                .isEqualTo("ThrottlingException");
        assertThat(read(400, null, "{\"code\":\"" + type + "\"}").details().code())
                .isEqualTo("ThrottlingException");
    }

    @Test
    void theDaysQuotaIsNotThrottling() {
        assertThat(read(429, "ThrottlingException", "{\"message\":\"Too many tokens Per Day\"}"))
                .isInstanceOf(QuotaExceededException.class);
    }

    @Test
    void theModelsOwnStatusSaysWhetherToTryAgain() {
        String body = "{\"originalStatusCode\":%s}";
        assertThat(read(424, "ModelErrorException", body.formatted(503)).isRetryable()).isTrue();
        assertThat(read(424, "ModelErrorException", body.formatted(429)).isRetryable()).isTrue();
        assertThat(read(424, "ModelErrorException", body.formatted(400)).isRetryable()).isFalse();
        assertThat(read(424, "ModelErrorException", body.formatted("\"x\"")).isRetryable())
                .isFalse();
    }

    @Test
    void adviceGoesWithWhatIsKnown() {
        assertThat(
                        read(
                                        400,
                                        "ValidationException",
                                        "{\"message\":\"with on-demand throughput isn\u2019t supported\"}")
                                .details()
                                .remedy())
                .contains("inference profile");
        assertThat(
                        read(
                                        404,
                                        "ResourceNotFoundException",
                                        "{\"message\":\"Model use case details have not been submitted\"}")
                                .details()
                                .remedy())
                .contains("form");
    }

    @Test
    void anythingMayBeTheBody() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            byte[] body = new byte[random.nextInt(300)];
            random.nextBytes(body);
            String type = i % 2 == 0 ? null : new String(body, StandardCharsets.ISO_8859_1);
            BedrockException e =
                    ErrorReader.read(100 + random.nextInt(500), type, body, ErrorDetails.NONE);
            assertThat(e.getMessage()).as("seed " + seed).doesNotContain("\u001b", "\n", "\r");
            ErrorReader.inStream(type == null ? "" : type, null, body, ErrorDetails.NONE);
        }
        assertThat(read(500, null, "[".repeat(60_000)).getMessage()).hasSizeLessThan(400);
        assertThat(read(500, "x".repeat(60_000), "{\"message\":\"" + "y".repeat(60_000) + "\"}"))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(2_400));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ValidationException|400|Invocation of model ID x with on-demand throughput isn\u2019t supported. Retry your request|inference profile",
                "ValidationException|400|The provided model identifier is invalid.|outcrop models",
                "ValidationException|400|Input is too long for requested model.|Shorten",
                "ValidationException|400|messages.0: too many images and documents: 21 + 0 > 20|fewer",
                "ValidationException|400|`temperature` and `top_p` cannot both be specified|withBaseModel",
                "ValidationException|400|foo: Extra inputs are not permitted|apiArgs",
                "AccessDeniedException|403|You don't have access to the model with the specified model ID.|Bedrock console",
                "AccessDeniedException|403|Model access is denied: aws-marketplace:ViewSubscriptions, aws-marketplace:Subscribe|AWS Marketplace",
                "AccessDeniedException|403|User x is not authorized to perform: bedrock:InvokeModel with an explicit deny in a service control policy|organization",
                "AccessDeniedException|403|User x is not authorized to perform: bedrock:InvokeModel|named permission",
                "AccessDeniedException|403|permission_error|AWS support",
                "AccessDeniedException|403|Authentication failed: Please make sure your API Key is valid.|API key",
                "ResourceNotFoundException|404|Model use case details have not been submitted for this account.|use case form",
                "ResourceNotFoundException|404|no such thing|region",
                "ExpiredTokenException|403|The security token included in the request is expired|Sign in again",
                "InvalidSignatureException|403|Signature expired|clock",
            })
    void whatBedrockSaysComesWithWhatToDo(String code, int status, String said, String remedy) {
        BedrockException failure = read(status, code, "{\"message\":\"" + said + "\"}");

        assertThat(failure.details().remedy()).contains(remedy);
    }

    @Test
    void whoseKeysExpiredIsToldHowToGetNewOnes() {
        assertThat(Remedies.expired("profile \"research\" (IAM Identity Center)"))
                .contains("aws sso login --profile research");
        assertThat(Remedies.expired("environment (AWS_ACCESS_KEY_ID)"))
                .contains("environment (AWS_ACCESS_KEY_ID)");
    }
}
