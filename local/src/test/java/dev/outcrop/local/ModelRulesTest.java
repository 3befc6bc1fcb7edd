package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;
import dev.outcrop.local.rules.ToolCalling;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What one model refuses and its neighbour accepts, as raw requests of Converse and ConverseStream.
 */
class ModelRulesTest {
    private static final String OF_THE_MODEL = "The model returned the following errors: ";
    private static final String NO_REASONING =
            "User messages cannot contain reasoning content. Please remove the reasoning content"
                    + " and try again.";
    private static final String NO_PREFILL =
            OF_THE_MODEL
                    + "This model does not support assistant message prefill. The conversation must"
                    + " end with a user message.";
    private static final String NO_SYSTEM =
            "This model doesn't support system messages. Try again without a system message.";
    private static final String NO_IMAGE =
            "This model doesn't support the image field for user messages. Remove image and try"
                    + " again.";
    private static final String NOT_FORCED =
            OF_THE_MODEL
                    + "tool_choice: type \"tool\" and \"any\" are not supported for this model.";
    private static final String NO_THINKING_TYPE =
            "\" is not supported for this model. Use \"thinking.type.adaptive\" and"
                    + " \"output_config.effort\" to control thinking behavior.";
    private static final String NO_CONVERSE =
            "This action doesn't support the model that you provided. Try again with a supported"
                    + " text or chat model.";

    private static final String U = "{'role':'user','content':[{'text':'Hello'}]}";

    /** Of the length of a recorded one. */
    private static final String FOREIGN = "A".repeat(496);

    private static final String UNSIGNED = "{'reasoningContent':{'reasoningText':{'text':'Hm'}}}";
    private static final String SIGNED =
            "{'reasoningContent':{'reasoningText':{'text':'Hm','signature':'" + FOREIGN + "'}}}";
    private static final String REDACTED =
            "{'reasoningContent':{'redactedContent':'" + FOREIGN + "'}}";
    private static final String TEXT = "{'text':'Hi'}";

    private static final String OBJECT = "{'type':'object','properties':{}}";
    private static final String IMAGE =
            "{'image':{'format':'png','source':{'bytes':'iVBORw0KGgo='}}}";

    private static final String HAIKU = "us.anthropic.claude-haiku-4-5-20251001-v1:0";
    private static final String LLAMA = "us.meta.llama3-3-70b-instruct-v1:0";
    private static final String MIXTRAL = "mistral.mixtral-8x7b-instruct-v0:1";

    private static LocalBedrock local;
    private static Http http;

    @BeforeAll
    static void start() {
        local = LocalBedrock.builder().toolCalling(ToolCalling.NAMED).start();
        http = new Http(local);
    }

    @AfterAll
    static void stop() {
        http.close();
        local.close();
    }

    /**
     * A request.
     *
     * @param operations some of {@code converse} and {@code converse-stream}
     * @param message of the refusal; empty if it is accepted
     */
    record Case(List<String> operations, String modelId, String body, String message) {
        @Override
        public String toString() {
            return modelId
                    + " "
                    + (message.isEmpty() ? "accepts" : "refuses")
                    + " "
                    + operations
                    + " "
                    + (body.length() > 200 ? body.substring(0, 200) : body);
        }
    }

    @ParameterizedTest
    @MethodSource({
        "reasoning",
        "reasoningAlone",
        "toolSupport",
        "toolSchemas",
        "toolChoices",
        "toolIds",
        "toolResults",
        "systemPrompts",
        "systemMessages",
        "params",
        "thinking",
        "models"
    })
    void refusesWhatBedrockRefusesForTheModelAndNothingElse(Case request) throws Exception {
        for (String operation : request.operations()) {
            var response =
                    http.post(
                            "/model/"
                                    + URLEncoder.encode(request.modelId(), StandardCharsets.UTF_8)
                                    + "/"
                                    + operation,
                            json(request.body()));

            if (request.message().isEmpty()) {
                assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            } else {
                assertThat(((Json.Obj) Json.parse(response.body())).string("message"))
                        .isEqualTo(request.message());
                assertThat(response.statusCode()).isEqualTo(400);
                assertThat(response.headers().firstValue("x-amzn-errortype").orElseThrow())
                        .startsWith("ValidationException");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "us.amazon.nova-pro-v1:0, get-time, 424",
        "us.amazon.nova-pro-v1:0, get_time, 200",
        "us.amazon.nova-2-lite-v1:0, get-time, 200",
        HAIKU + ", get-time, 200"
    })
    void failsWhenNova1CallsAToolWithAHyphenInItsName(String modelId, String tool, int status)
            throws Exception {
        for (String operation : List.of("converse", "converse-stream")) {
            String path = "/model/" + modelId.replace(":", "%3A") + "/" + operation;
            String body = tools(tool, OBJECT, "");
            var response = http.post(path, json(body.replace("Hello", "What time? Use the tool.")));
            var idle = http.post(path, json(body));

            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(idle.statusCode()).isEqualTo(200);
            if (status == 424) {
                assertThat(response.body())
                        .isEqualTo(
                                "{\"message\":\"Model produced invalid sequence as part of ToolUse."
                                        + " Please refer to the model tool use troubleshooting"
                                        + " guide.\"}");
                assertThat(response.headers().firstValue("x-amzn-errortype").orElseThrow())
                        .startsWith("ModelErrorException");
            }
        }
    }

    static List<Case> reasoning() {
        var all = new ArrayList<Case>();
        for (String none :
                List.of(
                        "us.deepseek.r1-v1:0",
                        "us.amazon.nova-lite-v1:0",
                        "us.amazon.nova-2-lite-v1:0")) {
            all.add(refused(none, said(UNSIGNED, TEXT), NO_REASONING));
            all.add(refused(none, said(SIGNED, TEXT), NO_REASONING));
            all.add(refused(none, said(REDACTED, TEXT), NO_REASONING));
            all.add(accepted(none, said(TEXT)));
        }
        for (String unsigned :
                List.of(
                        "us.meta.llama4-maverick-17b-instruct-v1:0",
                        "mistral.mistral-large-3-675b-instruct",
                        "qwen.qwen3-32b-v1:0",
                        "moonshotai.kimi-k2.5",
                        "us.writer.palmyra-x5-v1:0",
                        "us.anthropic.claude-3-5-haiku-20241022-v1:0",
                        "anthropic.claude-3-haiku-20240307-v1:0",
                        "openai.gpt-oss-120b-1:0",
                        "deepseek.v3.2",
                        "zai.glm-5",
                        "minimax.minimax-m2.5")) {
            all.add(
                    refused(
                            unsigned,
                            said(SIGNED, TEXT),
                            noField("reasoningContent.reasoningText.signature")));
            all.add(accepted(unsigned, said(UNSIGNED, TEXT)));
        }
        all.add(
                refused(
                        HAIKU,
                        said(UNSIGNED, TEXT),
                        OF_THE_MODEL + "messages.1.content.0.thinking.signature: Field required"));
        all.add(accepted(HAIKU, said(SIGNED, TEXT)));
        all.add(accepted("us.anthropic.claude-3-7-sonnet-20250219-v1:0", said(SIGNED, TEXT)));
        for (String encrypted : List.of("us.openai.gpt-5.6-luna", "us.xai.grok-4.6")) {
            all.add(
                    refused(
                            encrypted,
                            said(SIGNED, TEXT),
                            noField("reasoningContent.reasoningText.signature")));
            all.add(
                    refused(
                            encrypted,
                            said(UNSIGNED, TEXT),
                            noField("reasoningContent.reasoningText")));
            all.add(accepted(encrypted, said(REDACTED, TEXT)));
        }
        all.add(
                accepted(
                        "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc",
                        said(UNSIGNED, TEXT)));
        return all;
    }

    static List<Case> reasoningAlone() {
        return List.of(
                refused("us.anthropic.claude-sonnet-5", said(REDACTED), NO_PREFILL),
                refused("global.anthropic.claude-fable-5-1", said(SIGNED), NO_PREFILL),
                refused("us.anthropic.claude-opus-5-5", said(SIGNED), NO_PREFILL),
                accepted("us.anthropic.claude-sonnet-4-6", said(SIGNED)),
                accepted("us.anthropic.claude-sonnet-5", said(REDACTED, TEXT)));
    }

    static List<Case> toolSupport() {
        String noTools = "This model doesn't support tool use.";
        String tools = tools("get_time", OBJECT, "");
        return List.of(
                refused("us.deepseek.r1-v1:0", tools, noTools),
                refused("us.meta.llama3-2-3b-instruct-v1:0", tools, noTools),
                refused("meta.llama3-70b-instruct-v1:0", tools, noTools),
                refused(MIXTRAL, tools, noTools),
                refused("amazon.titan-text-express-v1", tools, noTools),
                refused("anthropic.claude-v2", tools, noTools),
                accepted("us.meta.llama3-2-3b-instruct-v1:0", question("")),
                accepted("deepseek.v3.2", tools),
                streamed(LLAMA, tools, "This model doesn't support tool use in streaming mode."),
                streamed(
                        "us.meta.llama3-1-8b-instruct-v1:0",
                        tools,
                        "This model doesn't support tool use in streaming mode."),
                new Case(List.of("converse"), LLAMA, tools, ""),
                streamed(LLAMA, question(""), ""),
                accepted("us.meta.llama4-scout-17b-instruct-v1:0", tools));
    }

    static List<Case> toolSchemas() {
        var all = new ArrayList<Case>();
        String place = "The value at toolConfig.tools.0.toolSpec.inputSchema.json.type";
        for (String any : List.of(HAIKU, "us.amazon.nova-micro-v1:0", "qwen.qwen3-32b-v1:0")) {
            for (String schema : List.of("{}", "{'type':'string'}", "{'anyOf':[" + OBJECT + "]}")) {
                all.add(
                        refused(
                                any,
                                tools("t", schema, ""),
                                place + " must be one of the following: object."));
            }
            all.add(accepted(any, tools("t", OBJECT, "")));
        }
        for (String union : List.of("anyOf", "oneOf", "allOf")) {
            String schema = "{'type':'object','" + union + "':[" + OBJECT + "]}";
            all.add(
                    refused(
                            HAIKU,
                            tools("t", schema, ""),
                            OF_THE_MODEL
                                    + "tools.0.custom.input_schema: input_schema does not support"
                                    + " oneOf, allOf, or anyOf at the top level"));
            all.add(accepted("qwen.qwen3-32b-v1:0", tools("t", schema, "")));
        }
        String nested = "{'type':'object','properties':{'a':{'anyOf':[{'type':'string'}]}}}";
        all.add(accepted(HAIKU, tools("t", nested, "")));
        String twice =
                question(
                        "'toolConfig':{'tools':["
                                + tool("t", OBJECT)
                                + ","
                                + tool("t", OBJECT)
                                + "]}");
        all.add(refused(HAIKU, twice, OF_THE_MODEL + "tools: Tool names must be unique."));
        all.add(accepted("us.amazon.nova-2-lite-v1:0", twice));
        String strict =
                question(
                        "'toolConfig':{'tools':[{'toolSpec':{'name':'t','strict':true,"
                                + "'inputSchema':{'json':"
                                + OBJECT
                                + "}}}]}");
        for (String model :
                List.of("us.anthropic.claude-opus-5-5", "us.anthropic.claude-fable-5-1")) {
            all.add(
                    refused(
                            model,
                            strict,
                            OF_THE_MODEL
                                    + "tools.0.custom.strict: Extra inputs are not permitted"));
        }
        all.add(accepted("us.anthropic.claude-opus-5", strict));
        return all;
    }

    static List<Case> toolChoices() {
        var all = new ArrayList<Case>();
        String any = tools("t", OBJECT, ",'toolChoice':{'any':{}}");
        String one = tools("t", OBJECT, ",'toolChoice':{'tool':{'name':'t'}}");
        String auto = tools("t", OBJECT, ",'toolChoice':{'auto':{}}");
        for (String model :
                List.of(
                        "us.anthropic.claude-opus-5-5",
                        "global.anthropic.claude-sonnet-5-5",
                        "us.anthropic.claude-fable-5-1",
                        "us.anthropic.claude-fable-5-2")) {
            all.add(refused(model, any, NOT_FORCED));
            all.add(refused(model, one, NOT_FORCED));
            all.add(accepted(model, auto));
        }
        for (String model :
                List.of(
                        "us.anthropic.claude-haiku-5-5",
                        "us.anthropic.claude-opus-5",
                        "us.anthropic.claude-fable-5",
                        HAIKU,
                        "us.amazon.nova-micro-v1:0",
                        "us.xai.grok-4.6")) {
            all.add(accepted(model, any));
            all.add(accepted(model, one));
        }
        String llama = "us.meta.llama4-maverick-17b-instruct-v1:0";
        all.add(refused(llama, any, noField("toolConfig.toolChoice.any")));
        all.add(refused(llama, one, noField("toolConfig.toolChoice.tool")));
        all.add(accepted(llama, auto));
        all.add(
                refused(
                        "mistral.mistral-large-2402-v1:0",
                        one,
                        noField("toolConfig.toolChoice.tool")));
        all.add(accepted("mistral.mistral-large-2402-v1:0", any));
        String thinking =
                "'additionalModelRequestFields':{'thinking':{'type':'enabled','budget_tokens':1024}}";
        String forced = "Thinking may not be enabled when tool_choice forces tool use.";
        all.add(refused(HAIKU, with(any, thinking), OF_THE_MODEL + forced));
        all.add(refused(HAIKU, with(one, thinking), OF_THE_MODEL + forced));
        all.add(accepted(HAIKU, with(auto, thinking)));
        String adaptive = "'additionalModelRequestFields':{'thinking':{'type':'adaptive'}}";
        all.add(
                refused(
                        "us.anthropic.claude-opus-4-7",
                        with(any, adaptive),
                        OF_THE_MODEL + forced));
        all.add(accepted("us.anthropic.claude-opus-4-8", with(any, adaptive)));
        return all;
    }

    static List<Case> toolIds() {
        String refusal = " but must be a-z, A-Z, 0-9, with a length of 9.";
        String own = "tooluse_daIKOZu4g4GrvIIv9wdqy4";
        String pixtral = "us.mistral.pixtral-large-2502-v1:0";
        String ministral = "mistral.ministral-3-14b-instruct";
        return List.of(
                refused(pixtral, called("a", TEXT), OF_THE_MODEL + "Tool call id was a" + refusal),
                refused(
                        pixtral,
                        called("call_12345678901234567890", TEXT),
                        OF_THE_MODEL + "Tool call id was call_12345678901234567890" + refusal),
                refused(
                        ministral,
                        called(own, TEXT),
                        OF_THE_MODEL + "Tool call id was " + own + refusal),
                accepted(pixtral, called("getphoto1", TEXT)),
                accepted(pixtral, called(own, TEXT)),
                accepted(ministral, called("abcDEF123", TEXT)),
                accepted("us.amazon.nova-micro-v1:0", called("a", TEXT)));
    }

    static List<Case> toolResults() {
        var all = new ArrayList<Case>();
        for (String model :
                List.of(
                        "moonshotai.kimi-k2.5",
                        "google.gemma-3-27b-it",
                        "nvidia.nemotron-nano-12b-v2",
                        "us.xai.grok-4.6",
                        "us.openai.gpt-5.6-sol",
                        "qwen.qwen3-vl-235b-a22b",
                        "us.mistral.pixtral-large-2502-v1:0")) {
            all.add(refused(model, called("getphoto1", IMAGE), NO_IMAGE));
            all.add(accepted(model, called("getphoto1", TEXT)));
        }
        for (String model :
                List.of(
                        HAIKU,
                        "us.amazon.nova-lite-v1:0",
                        "us.amazon.nova-2-lite-v1:0",
                        "us.meta.llama4-maverick-17b-instruct-v1:0")) {
            all.add(accepted(model, called("t1", IMAGE)));
        }
        String video =
                "{'video':{'format':'mp4','source':{'s3Location':{'uri':'s3://bucket/video.mp4'}}}}";
        all.add(
                refused(
                        "us.amazon.nova-2-lite-v1:0",
                        called("t1", video),
                        OF_THE_MODEL
                                + "Malformed input request: #/messages/2/content/0: extraneous key"
                                + " [toolResult] is not permitted, please reformat your input and"
                                + " try again."));
        return all;
    }

    static List<Case> systemPrompts() {
        var all = new ArrayList<Case>();
        String system = question("'system':[{'text':'Be brief.'}]");
        for (String model :
                List.of(
                        "mistral.mistral-7b-instruct-v0:2",
                        MIXTRAL,
                        "amazon.titan-text-express-v1",
                        "cohere.command-text-v14",
                        "cohere.command-light-text-v14")) {
            all.add(refused(model, system, NO_SYSTEM));
            all.add(accepted(model, question("'system':[]")));
        }
        for (String model :
                List.of(
                        "mistral.mistral-large-2402-v1:0",
                        "cohere.command-r-v1:0",
                        "us.amazon.nova-micro-v1:0",
                        "anthropic.claude-v2")) {
            all.add(accepted(model, system));
        }
        return all;
    }

    static List<Case> systemMessages() {
        String system = "{'role':'system','content':[{'text':'Be brief.'}]}";
        String last = messages(U + "," + system);
        String between =
                messages(U + "," + system + ",{'role':'assistant','content':[" + TEXT + "]}," + U);
        String unexpected =
                OF_THE_MODEL
                        + "messages: Unexpected role \"system\". The Messages API accepts a top-level"
                        + " `system` parameter, not \"system\" as an input message";
        return List.of(
                accepted("us.anthropic.claude-opus-4-8", last),
                accepted("us.anthropic.claude-opus-4-8", between),
                accepted("us.anthropic.claude-opus-5-5", between),
                refused(
                        "us.anthropic.claude-opus-4-8",
                        messages(system + "," + U),
                        OF_THE_MODEL
                                + "messages.0: use the top-level 'system' parameter for the initial"
                                + " system prompt; the directive-only form (content: [] with"
                                + " output_config) is accepted at any position"),
                refused(
                        "us.anthropic.claude-opus-4-7",
                        last,
                        OF_THE_MODEL + "role 'system' is not supported on this model"),
                refused(HAIKU, between, unexpected),
                refused("us.anthropic.claude-sonnet-4-6", last, unexpected),
                refused(
                        "us.amazon.nova-micro-v1:0",
                        last,
                        "1 validation error detected: Value 'system' at 'messages.2.member.role'"
                                + " failed to satisfy constraint: Member must satisfy enum value"
                                + " set: [user, assistant]"));
    }

    static List<Case> params() {
        var all = new ArrayList<Case>();
        String stop = question("'inferenceConfig':{'stopSequences':['END']}");
        String noStops = question("'inferenceConfig':{'stopSequences':[]}");
        String temperature = question("'inferenceConfig':{'temperature':0.5}");
        String topP = question("'inferenceConfig':{'topP':0.5}");
        for (String model :
                List.of("openai.gpt-oss-120b-1:0", "qwen.qwen3-32b-v1:0", "openai.gpt-5.5")) {
            all.add(refused(model, stop, noField("stopSequences")));
            all.add(refused(model, noStops, noField("stopSequences")));
        }
        all.add(accepted("us.amazon.nova-micro-v1:0", stop));
        all.add(accepted(HAIKU, stop));
        all.add(accepted(HAIKU, noStops));
        all.add(
                refused(
                        HAIKU,
                        question("'inferenceConfig':{'stopSequences':['END',' \\n']}"),
                        OF_THE_MODEL
                                + "stop_sequences: each stop sequence must contain non-whitespace"));
        for (String model :
                List.of("us.openai.gpt-5.6-luna", "openai.gpt-6.2-sol", "xai.grok-4.6")) {
            all.add(refused(model, temperature, noField("temperature")));
            all.add(refused(model, topP, noField("topP")));
        }
        all.add(accepted("xai.grok-4.3", temperature));
        all.add(accepted("openai.gpt-oss-20b-1:0", temperature));
        for (String model :
                List.of(
                        "us.anthropic.claude-opus-4-7",
                        "us.anthropic.claude-sonnet-5",
                        "us.anthropic.claude-opus-5-5",
                        "us.anthropic.claude-fable-5-1")) {
            all.add(refused(model, temperature, deprecated("temperature")));
            all.add(refused(model, topP, deprecated("top_p")));
            all.add(refused(model, fields("'top_k':5"), deprecated("top_k")));
            all.add(refused(model, fields("'temperature':0"), deprecated("temperature")));
            all.add(accepted(model, question("'inferenceConfig':{'temperature':1}")));
        }
        all.add(accepted("us.anthropic.claude-sonnet-4-6", temperature));
        all.add(accepted(HAIKU, fields("'top_k':5")));
        for (String field : List.of("'reasoning_effort':'high'", "'thinking':{'type':'enabled'}")) {
            String name = field.substring(1, field.indexOf('\'', 1));
            all.add(
                    refused(
                            "us.openai.gpt-5.6-terra",
                            fields(field),
                            OF_THE_MODEL
                                    + "{\"error\":{\"code\":\"unknown_parameter\",\"message\":"
                                    + "\"Unknown parameter: '"
                                    + name
                                    + "'.\",\"param\":\""
                                    + name
                                    + "\",\"type\":\"invalid_request_error\"}}"));
        }
        all.add(accepted("us.openai.gpt-5.6-terra", fields("'reasoning':{'effort':'high'}")));
        all.add(accepted("openai.gpt-oss-120b-1:0", fields("'reasoning_effort':'high'")));
        all.add(
                refused(
                        "openai.gpt-6-luna",
                        fields("'reasoning':{'effort':'minimal'}"),
                        OF_THE_MODEL
                                + "{\"error\":{\"code\":\"unsupported_value\",\"message\":"
                                + "\"Unsupported value: 'minimal' is not supported with this model."
                                + " Supported values are: 'none', 'low', 'medium', 'high', 'xhigh'"
                                + " or 'max'.\",\"param\":\"reasoning.effort\",\"type\":"
                                + "\"invalid_request_error\"}}"));
        all.add(accepted("openai.gpt-6-luna", fields("'reasoning':{'effort':'none'}")));
        String format =
                question(
                        "'outputConfig':{'textFormat':{'type':'json_schema','structure':"
                                + "{'jsonSchema':{'schema':'{\\\"type\\\":\\\"object\\\","
                                + "\\\"properties\\\":{\\\"a\\\":{\\\"type\\\":\\\"string\\\"}}}'}}}}");
        String ownFormat =
                fields("'output_config':{'format':{'type':'json_schema','schema':" + OBJECT + "}}");
        for (String model :
                List.of(
                        "us.anthropic.claude-opus-4-7",
                        "us.anthropic.claude-sonnet-5",
                        "us.anthropic.claude-opus-5-5")) {
            String refusal = "output_config.format: Extra inputs are not permitted";
            all.add(refused(model, format, OF_THE_MODEL + refusal));
            all.add(refused(model, ownFormat, OF_THE_MODEL + refusal));
        }
        all.add(accepted("us.anthropic.claude-sonnet-4-6", format));
        all.add(accepted("google.gemma-3-27b-it", format));
        return all;
    }

    static List<Case> thinking() {
        var all = new ArrayList<Case>();
        String enabled = fields("'thinking':{'type':'enabled','budget_tokens':1024}");
        String adaptive = fields("'thinking':{'type':'adaptive'}");
        String disabled = fields("'thinking':{'type':'disabled'}");
        String between = fields("'thinking':{'type':'between_tools'}");
        String noTag =
                OF_THE_MODEL
                        + "thinking: Input tag 'between_tools' found using 'type' does not match any"
                        + " of the expected tags: 'adaptive', 'disabled', 'enabled'";
        for (String model :
                List.of(
                        "us.anthropic.claude-opus-4-7",
                        "us.anthropic.claude-sonnet-5",
                        "us.anthropic.claude-haiku-5-5",
                        "us.anthropic.claude-fable-5-1")) {
            all.add(
                    refused(
                            model,
                            enabled,
                            OF_THE_MODEL + "\"thinking.type.enabled" + NO_THINKING_TYPE));
            all.add(accepted(model, adaptive));
            all.add(refused(model, between, noTag));
        }
        for (String model :
                List.of(
                        "us.anthropic.claude-opus-5-5",
                        "us.anthropic.claude-sonnet-5-5",
                        "us.anthropic.claude-fable-5-1")) {
            all.add(
                    refused(
                            model,
                            disabled,
                            OF_THE_MODEL + "\"thinking.type.disabled" + NO_THINKING_TYPE));
        }
        all.add(accepted("us.anthropic.claude-haiku-5-5", disabled));
        all.add(accepted("us.anthropic.claude-opus-5", disabled));
        all.add(accepted("us.anthropic.claude-sonnet-5-5", between));
        all.add(accepted("us.anthropic.claude-sonnet-4-6", enabled));
        all.add(accepted("us.anthropic.claude-sonnet-4-6", adaptive));
        all.add(
                refused(
                        HAIKU,
                        adaptive,
                        OF_THE_MODEL + "adaptive thinking is not supported on this model"));
        String place = OF_THE_MODEL + "output_config.effort: ";
        all.add(
                refused(
                        "us.anthropic.claude-opus-5-5",
                        effort("none"),
                        place + "Input should be 'low', 'medium', 'high', 'xhigh' or 'max'"));
        all.add(
                refused(
                        "us.anthropic.claude-opus-4-6-v1",
                        effort("xhigh"),
                        OF_THE_MODEL
                                + "This model does not support effort level 'xhigh'. Supported"
                                + " levels: high, low, max, medium."));
        String highest = "'thinking':{'type':'disabled'},'output_config':{'effort':'max'}";
        for (String model :
                List.of("us.anthropic.claude-opus-5", "us.anthropic.claude-haiku-5-5")) {
            all.add(
                    refused(
                            model,
                            fields(highest),
                            OF_THE_MODEL
                                    + "output_config.effort 'max' is not supported when thinking is"
                                    + " disabled on this model. Use effort 'high' or below, or"
                                    + " enable thinking."));
            all.add(accepted(model, fields(highest.replace("'max'", "'high'"))));
        }
        all.add(accepted("us.anthropic.claude-opus-4-8", fields(highest)));
        all.add(
                refused(
                        "us.anthropic.claude-fable-5",
                        disabled,
                        OF_THE_MODEL
                                + "\"thinking.type.disabled\" is not supported for this model."
                                + " Thinking defaults to adaptive mode when not specified; use"
                                + " \"thinking.type.enabled\" with \"budget_tokens\" for extended"
                                + " thinking."));
        all.add(
                refused(
                        "us.anthropic.claude-opus-4-5-20251101-v1:0",
                        effort("max"),
                        place + "Input should be 'low', 'medium' or 'high'"));
        all.add(refused(HAIKU, effort("low"), place + "Extra inputs are not permitted"));
        all.add(accepted("us.anthropic.claude-opus-5-5", effort("xhigh")));
        all.add(accepted("us.anthropic.claude-opus-4-6-v1", effort("max")));
        return all;
    }

    static List<Case> models() {
        var all = new ArrayList<Case>();
        String prompt = "arn:aws:bedrock:us-east-1:123456789012:prompt/ABC123DEFG:1";
        for (String model :
                List.of(
                        "us.anthropic.claude-opus-99-v1:0",
                        "anthropic.claude-sonnet-4-5-20250930-v1:0",
                        "us.amazon.nova-mega-v1:0",
                        "openai.gpt-7",
                        "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-opus-99")) {
            all.add(refused(model, question(""), "The provided model identifier is invalid."));
        }
        for (String model :
                List.of(
                        "us.anthropic.claude-opus-5-5",
                        "in.openai.gpt-5.6-luna",
                        "global.moonshotai.kimi-k3.1",
                        "xai.grok-4.6",
                        "anthropic.claude-3-sonnet-20240229-v1:0:200k",
                        "local.anything",
                        "arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abc")) {
            all.add(accepted(model, question("")));
        }
        for (String model :
                List.of(
                        "amazon.titan-embed-text-v2:0",
                        "cohere.embed-v4:0",
                        "amazon.nova-2-multimodal-embeddings-v1:0",
                        "amazon.nova-2-sonic-v1:0",
                        "cohere.rerank-v3-5:0",
                        "stability.sd3-5-large-v1:0",
                        "luma.ray-v2:0",
                        "twelvelabs.pegasus-1-2-v1:0")) {
            all.add(refused(model, question(""), NO_CONVERSE));
        }
        all.add(accepted(prompt, "{'promptVariables':{'city':{'text':'Paris'}}}"));
        all.add(accepted(prompt, question("'promptVariables':{'city':{'text':'Paris'}}")));
        all.add(
                refused(
                        "us.amazon.nova-micro-v1:0",
                        "{'promptVariables':{'city':{'text':'Paris'}}}",
                        "A conversation must start with a user message. Try again with a"
                                + " conversation that starts with a user message."));
        return all;
    }

    private static String json(String body) {
        return body.replace('\'', '"');
    }

    private static Case refused(String modelId, String body, String message) {
        return new Case(List.of("converse", "converse-stream"), modelId, body, message);
    }

    private static Case accepted(String modelId, String body) {
        return refused(modelId, body, "");
    }

    private static Case streamed(String modelId, String body, String message) {
        return new Case(List.of("converse-stream"), modelId, body, message);
    }

    private static String noField(String field) {
        return "This model doesn't support the "
                + field
                + " field. Remove "
                + field
                + " and try again.";
    }

    private static String deprecated(String param) {
        return OF_THE_MODEL + "`" + param + "` is deprecated for this model.";
    }

    /** A conversation with these messages. */
    private static String messages(String messages) {
        return "{'messages':[" + messages + "]}";
    }

    /** One question, with further members. */
    private static String question(String members) {
        return members.isEmpty() ? messages(U) : with(messages(U), members);
    }

    private static String with(String body, String members) {
        return body.substring(0, body.length() - 1) + "," + members + "}";
    }

    private static String fields(String members) {
        return question("'additionalModelRequestFields':{" + members + "}");
    }

    private static String effort(String value) {
        return fields("'output_config':{'effort':'" + value + "'}");
    }

    /** An answer with these blocks, between two questions. */
    private static String said(String... blocks) {
        return messages(
                U + ",{'role':'assistant','content':[" + String.join(",", blocks) + "]}," + U);
    }

    private static String tool(String name, String schema) {
        return "{'toolSpec':{'name':'" + name + "','inputSchema':{'json':" + schema + "}}}";
    }

    /** A question with one tool. */
    private static String tools(String name, String schema, String choice) {
        return question("'toolConfig':{'tools':[" + tool(name, schema) + "]" + choice + "}");
    }

    /** A call of a tool and its result. */
    private static String called(String id, String part) {
        return with(
                messages(
                        U
                                + ",{'role':'assistant','content':[{'toolUse':{'toolUseId':'"
                                + id
                                + "','name':'t','input':{}}}]},{'role':'user','content':[{'toolResult':"
                                + "{'toolUseId':'"
                                + id
                                + "','content':["
                                + part
                                + "]}}]}"),
                "'toolConfig':{'tools':[" + tool("t", OBJECT) + "]}");
    }
}
