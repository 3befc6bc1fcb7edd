package dev.outcrop.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.error.AccessDeniedException;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.NotFoundException;
import dev.outcrop.error.ValidationException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Map;

class RemediesTest {
    private static final String ON_DEMAND =
            "Invocation of model ID x with on-demand throughput isn\u2019t supported. Retry your"
                    + " request with the ID or ARN of an inference profile that contains this model.";
    private static final String ARN =
            "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/x";

    private static BedrockException read(
            String code, int status, String said, String modelId, @Nullable String region) {
        return Remedies.in(
                region,
                ErrorReader.read(
                        status,
                        code,
                        ("{\"message\":\"" + said + "\"}").getBytes(StandardCharsets.UTF_8),
                        ErrorDetails.NONE.withModelId(modelId)));
    }

    private static String remedy(String said, String modelId, @Nullable String region) {
        return String.valueOf(
                read("ValidationException", 400, said, modelId, region).details().remedy());
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic.claude-sonnet-4-5-20250929-v1:0, us-east-1, us.",
        "anthropic.claude-sonnet-4-5-20250929-v1:0, eu-central-1, eu.",
        "anthropic.claude-sonnet-4-5-20250929-v1:0, ap-northeast-1, jp.",
        "anthropic.claude-sonnet-4-5-20250929-v1:0, ap-northeast-3, jp.",
        "anthropic.claude-sonnet-4-5-20250929-v1:0, ap-southeast-2, au.",
        "anthropic.claude-opus-4-8, ap-southeast-4, au.",
        "anthropic.claude-opus-99, ap-northeast-1, jp.",
        "anthropic.claude-3-5-sonnet-20241022-v2:0, ap-northeast-1, apac.",
        "anthropic.claude-3-5-sonnet-20241022-v2:0, ap-southeast-2, apac.",
        "amazon.nova-pro-v1:0, ap-south-1, apac.",
        "amazon.nova-2-lite-v1:0, ap-northeast-1, jp.",
        "some.model-v1:0, us-gov-west-1, us-gov.",
    })
    void whereAModelNeedsAProfileTheOneOfTheRegionIsNamed(
            String modelId, String region, String prefix) {
        assertThat(remedy(ON_DEMAND, modelId, region)).startsWith("Use " + prefix + modelId);
    }

    @Test
    void whereNoGeographyHasAProfileTheGlobalOneIsNamed() {
        assertThat(remedy(ON_DEMAND, "anthropic.claude-opus-99", "ap-southeast-1"))
                .startsWith("Use global.anthropic.claude-opus-99: in ap-southeast-1");
    }

    @Test
    void aGlobalProfileIsNotNamedWhereThereIsNone() {
        assertThat(remedy(ON_DEMAND, "amazon.nova-pro-v1:0", "us-east-1"))
                .startsWith("Use us.amazon.nova-pro-v1:0: ")
                .doesNotContain("global.amazon");
    }

    @Test
    void withoutARegionAProfileIsDescribed() {
        assertThat(remedy(ON_DEMAND, "anthropic.claude-opus-5", null))
                .contains("inference profile", "jp.", "outcrop models");
    }

    @ParameterizedTest
    @CsvSource({
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0, eu-central-1, eu.",
        "eu.anthropic.claude-sonnet-4-5-20250929-v1:0, us-west-2, us.",
        "apac.anthropic.claude-sonnet-4-5-20250929-v1:0, us-west-2, us.",
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0, ap-northeast-1, jp.",
        "jp.anthropic.claude-sonnet-4-5-20250929-v1:0, ap-southeast-2, au.",
    })
    void aPrefixOfAnotherGeographyIsCalledWrong(String modelId, String region, String prefix) {
        String base = modelId.substring(modelId.indexOf('.') + 1);

        assertThat(remedy("The provided model identifier is invalid.", modelId, region))
                .startsWith("Use " + prefix + base)
                .contains("profiles cannot be called in " + region);
    }

    @ParameterizedTest
    @CsvSource({
        "us.anthropic.claude-opus-4-8-v1, us.anthropic.claude-opus-4-8",
        "anthropic.claude-haiku-4-5-20251001, anthropic.claude-haiku-4-5-20251001-v1:0",
        "amazon.nova-lite-v1, amazon.nova-lite-v1:0",
    })
    void anIdWithAWrongEndIsCorrected(String modelId, String meant) {
        assertThat(remedy("The provided model identifier is invalid.", modelId, "us-east-1"))
                .startsWith("Did you mean " + meant + "?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"us.some.model", "some.model", ARN})
    void anIdThatIsNotKnownIsToBeChecked(String modelId) {
        assertThat(remedy("The provided model identifier is invalid.", modelId, "us-east-1"))
                .startsWith("Check the model id and the region.")
                .contains("outcrop models");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "`temperature` is deprecated for this model.|temperature",
                "top_p is deprecated for this model|top_p",
                "This model doesn't support the stopSequences field. Remove stopSequences and try again.|stopSequences",
                "This model doesn\u2019t support the additionalModelRequestFields field.|additionalModelRequestFields",
                "Malformed input request: #: extraneous key [stream] is not permitted, please reformat|stream",
                "Unknown parameter: 'reasoning_effort'.|reasoning_effort",
                "Unsupported parameter: 'max_tokens' is not supported with this model.|max_tokens",
                "thinking.budget: Extra inputs are not permitted|thinking.budget",
            })
    void aSettingThatIsRefusedIsNamed(String said, String setting) {
        assertThat(remedy(said, "anthropic.claude-opus-5-5", "us-east-1"))
                .contains("support " + setting + ". Remove it")
                .doesNotContain("withBaseModel");
        assertThat(remedy(said, ARN, "us-east-1"))
                .contains("support " + setting + ". Remove it")
                .contains("withBaseModel(id)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "This model doesn't support the toolConfig.toolChoice.any field. Remove it|ToolChoice.auto()",
                "Thinking may not be enabled when tool_choice forces tool use.|ToolChoice.auto()",
                "This model doesn't support the reasoningContent.reasoningText.signature field. Remove|reasoning",
                "User messages cannot contain reasoning content. Please remove the reasoning content|reasoning",
                "This model doesn't support the image field for user messages|beside the tool result",
                "This model doesn't support the s3Uri field. Remove s3Uri and try again.|Send the bytes",
                "messages.2.content.2.document.source.type: Field required|Send the bytes",
                "This model doesn't support the video content block that you provided. Update|reads video",
                "This model doesn't support tool use in streaming mode.|Do not stream",
                "This model doesn't support tool use.|supports tools",
                "This model doesn't support system messages. Try again without a system message.|InvokeModel",
                "Malformed input request: #/messages/0/content/1: extraneous key [cachePoint] is not permitted|PromptCaching.NONE",
                "data retention mode 'default' is not available for this model|bedrock:PutAccountDataRetention",
                "At least one of the image dimensions exceed max allowed size: 8000 pixels|at most 8000 pixels",
                "image exceed max allowed size for many-image requests: 2000 pixels|at most 2000 pixels",
                "image exceeds 5 MB maximum: 7167852 bytes > 5242880 bytes|3.75 MB",
                "The provided image does not match the specified image format|png, jpeg",
                "A text block must be included when using documents. Add a text block|Add a text",
                "The provided model doesn't support counting tokens.|another model",
                "This model does not support assistant message prefill. The conversation must end with a user message.|End the conversation",
                "messages.1.content.0: Invalid `signature` in `thinking` block. The block is bound to a different conversation. Remove|drop_block",
                "Operation not allowed|AWS support",
            })
    void eachWordingHasARemedyOfItsOwn(String said, String part) {
        assertThat(remedy("The model returned the following errors: " + said, ARN, "us-east-1"))
                .contains(part);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AccessDeniedException|403|You don't have access to the model with the specified model ID.|console, and check",
                "AccessDeniedException|403|Model access is denied: aws-marketplace:ViewSubscriptions, aws-marketplace:Subscribe|AWS Marketplace",
                "AccessDeniedException|403|Authentication failed: Please make sure your API Key is valid.|12 hours",
                "ResourceNotFoundException|404|Model use case details have not been submitted for this account.|use case form",
                "ResourceNotFoundException|404|You have not filled out the required use-case form|use case form",
                "ValidationException|400|You have not filled out the required use case form|use case form",
            })
    void accessIsTold(String code, int status, String said, String part) {
        assertThat(
                        read(code, status, said, "amazon.nova-lite-v1:0", "us-east-1")
                                .details()
                                .remedy())
                .contains(part);
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic.claude-3-5-sonnet-20241022-v2:0, us-east-1, us.anthropic.claude-sonnet-",
        "us.anthropic.claude-3-5-haiku-20241022-v1:0, us-east-1, us.anthropic.claude-haiku-",
        "eu.anthropic.claude-opus-4-20250514-v1:0, eu-west-1, eu.anthropic.claude-opus-",
        "us.anthropic.claude-3-opus-20240229-v1:0,, us.anthropic.claude-opus-",
        "amazon.nova-lite-v1:0, us-east-1, us.amazon.nova-2-lite-v1:0",
        "amazon.titan-text-express-v1,, amazon.nova-",
        "anthropic.claude-3-5-sonnet-20241022-v2:0, ap-northeast-1, global.anthropic.claude-sonnet-",
    })
    void aRetiredModelHasASuccessor(String modelId, @Nullable String region, String successor) {
        for (String said :
                new String[] {
                    "This model version has reached the end of its life. Please refer to the AWS"
                            + " documentation for more details.",
                    "Access denied. This Model is marked by provider as Legacy and you have not been"
                            + " actively using the model in the last 30 days."
                }) {
            BedrockException gone = read("ResourceNotFoundException", 404, said, modelId, region);

            assertThat(gone).isInstanceOf(NotFoundException.class);
            assertThat(gone.details().remedy()).contains(successor).doesNotContain("Check the");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ThrottlingException|429|Too many tokens, please wait before trying again.|us.anthropic.claude-opus-5|The profile global.anthropic.claude-opus-5",
                "ThrottlingException|429|Too many requests|global.anthropic.claude-opus-5|maxTokens",
                "ThrottlingException|429|Too many tokens per day|amazon.nova-lite-v1:0|Wait until tomorrow",
                "ServiceQuotaExceededException|400|quota|amazon.nova-lite-v1:0|Service Quotas",
                "InvalidSignatureException|403|Signature expired: 20250130T064508Z is now earlier than 20250210T013411Z|x|clock",
                "InvalidSignatureException|403|The request signature we calculated does not match|x|secret key",
                "UnrecognizedClientException|403|The security token included in the request is invalid.|x|belong together",
            })
    void quotasAndCredentialsAreTold(
            String code, int status, String said, String modelId, String part) {
        String remedy = read(code, status, said, modelId, "us-east-1").details().remedy();

        assertThat(remedy).contains(part);
        assertThat(remedy).doesNotContain("global.global");
    }

    @ParameterizedTest
    @ValueSource(strings = {ARN, "some.model"})
    void withoutAKnownSuccessorACurrentModelIsToBeChosen(String modelId) {
        assertThat(
                        remedy(
                                "This model version has reached the end of its life.",
                                modelId,
                                "us-east-1"))
                .startsWith("Choose a current model.");
    }

    private static BedrockException mantle(int status, String error, String modelId) {
        return Remedies.in(
                "us-east-1",
                ErrorReader.read(
                        status,
                        null,
                        error.getBytes(StandardCharsets.UTF_8),
                        ErrorDetails.NONE.withModelId(modelId)));
    }

    @Test
    void theErrorsOfMantleHaveRemedies() {
        BedrockException key =
                mantle(
                        401,
                        "{\"error\":{\"code\":\"invalid_api_key\",\"message\":\"Invalid API key\"}}",
                        "openai.gpt-oss-20b");
        assertThat(key).isInstanceOf(CredentialsException.class);
        assertThat(key.details().remedy()).contains("12 hours", "region");

        String missing =
                "{\"type\":\"error\",\"error\":{\"type\":\"not_found_error\",\"message\":\"The model 'x'"
                        + " does not exist\"}}";
        BedrockException prefixed = mantle(404, missing, "us.anthropic.claude-sonnet-5");
        assertThat(prefixed).isInstanceOf(NotFoundException.class);
        assertThat(prefixed.details().remedy())
                .contains("use anthropic.claude-sonnet-5", "Protocol.CONVERSE");
        assertThat(mantle(404, missing, "anthropic.claude-x").details().remedy())
                .contains("outcrop models");
        assertThat(mantle(403, "{\"error\":{\"message\":\"m\"}}", "x"))
                .isInstanceOf(AccessDeniedException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic.claude-opus-5, /v1/chat/completions, VendorApi.MESSAGES",
        "openai.gpt-oss-120b, /anthropic/v1/messages, VendorApi.CHAT_COMPLETIONS",
        "openai.gpt-5.5, /anthropic/v1/messages, VendorApi.RESPONSES",
    })
    void theApiOfAModelIsNamedWhereAnotherWasCalled(String modelId, String path, String api) {
        BedrockException wrong =
                mantle(
                        400,
                        "{\"error\":{\"message\":\"The model 'x' does not support the '"
                                + path
                                + "' API\"}}",
                        modelId);

        assertThat(wrong).isInstanceOf(ValidationException.class);
        assertThat(wrong.details().remedy()).contains(api);
    }

    @ParameterizedTest
    @CsvSource({
        "bedrock-runtime.eu-cental-1.amazonaws.com, Did you mean eu-central-1?",
        "bedrock-mantle.us-est-1.api.aws, Did you mean us-east-1?",
        "bedrock-runtime.frankfurt.amazonaws.com, Check the region: there is no host",
        "bedrock-runtime.eu-central-1.amazonaws.com, Check the region and the network.",
        "api.mistral.ai, Check the region and the network."
    })
    void aRegionThatIsMistypedIsCorrected(String host, String remedy) {
        assertThat(RegionNames.remedy(host)).contains(remedy);
    }

    @Test
    void theRegionIsInTheHostOrInTheSignature() {
        assertThat(CalledRegion.of("bedrock-runtime.us-gov-west-1.amazonaws.com", Map.of()))
                .isEqualTo("us-gov-west-1");
        assertThat(CalledRegion.of("bedrock-mantle.ap-southeast-2.api.aws", Map.of()))
                .isEqualTo("ap-southeast-2");
        assertThat(
                        CalledRegion.of(
                                "vpce-1.bedrock-runtime.eu-central-1.vpce.amazonaws.com", Map.of()))
                .isEqualTo("eu-central-1");
        assertThat(
                        CalledRegion.of(
                                "localhost",
                                Map.of(
                                        "authorization",
                                        "AWS4-HMAC-SHA256 Credential=K/20261130/eu-west-3/bedrock/aws4_request")))
                .isEqualTo("eu-west-3");
        assertThat(CalledRegion.of("localhost", Map.of("Authorization", "Bearer b"))).isNull();
        assertThat(CalledRegion.of("api.mistral.ai", Map.of())).isNull();
    }
}
