package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What Claude refuses in bodies of InvokeModel and of the Messages API, and the nearest that it
 * takes. {@code U} and {@code A} are messages of the user and the assistant, {@code C} a call of a
 * tool and {@code R} its result, {@code T} a tool.
 */
class ClaudeBodiesTest {
    private static final String OLD = "us.anthropic.claude-haiku-4-5-20251001-v1:0";
    private static final String UNSUPPORTED_ENABLED =
            "\"thinking.type.enabled\" is not supported for this model. Use"
                    + " \"thinking.type.adaptive\" and \"output_config.effort\" to control thinking"
                    + " behavior.";

    private static LocalBedrock local;
    private static Http http;

    @BeforeAll
    static void start() {
        local = LocalBedrock.start();
        http = new Http(local);
    }

    @AfterAll
    static void stop() {
        http.close();
        local.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                // members
                "4-5 | 'max_tokens':9 | 'messages':[U],'max_tokens':9 | messages: Field required",
                "4-5 | 'messages':[U] | 'messages':[U],'max_tokens':9 | max_tokens: Field required",
                "4-5 | 'messages':[U],'max_tokens':9,'foo':1 | 'messages':[U],'max_tokens':9,'metadata':{'user_id':'u'} | foo: Extra inputs are not permitted",
                "4-5 | 'messages':[{'role':'user','content':'Hi','foo':1}],'max_tokens':9 | 'messages':[U],'max_tokens':9 | messages.0.foo: Extra inputs are not permitted",
                "4-5 | 'messages':[{'role':'user','content':[{'type':'text','text':'Hi','foo':1}]}],'max_tokens':9 | 'messages':[{'role':'user','content':[{'type':'text','text':'Hi'}]}],'max_tokens':9 | messages.0.content.0.text.foo: Extra inputs are not permitted",
                "4-5 | 'messages':[{'role':'user','content':[{'text':'Hi'}]}],'max_tokens':9 | 'messages':[U],'max_tokens':9 | messages.0.content.0.type: Field required",
                // content
                "4-5 | 'messages':[],'max_tokens':9 | 'messages':[U],'max_tokens':9 | messages: at least one message is required",
                "4-5 | 'messages':[{'role':'user','content':''}],'max_tokens':9 | 'messages':[U,{'role':'assistant','content':''}],'max_tokens':9 | messages.0: all messages must have non-empty content except for the optional final assistant message",
                "4-5 | 'messages':[{'role':'user','content':[]}],'max_tokens':9 | 'messages':[U],'max_tokens':9 | messages.0: all messages must have non-empty content except for the optional final assistant message",
                "4-5 | 'messages':[{'role':'user','content':[{'type':'text','text':''}]}],'max_tokens':9 | 'messages':[U],'max_tokens':9 | messages: text content blocks must be non-empty",
                "4-5 | 'messages':[{'role':'user','content':[{'type':'text','text':' \\n'}]}],'max_tokens':9 | 'messages':[U],'max_tokens':9 | messages: text content blocks must contain non-whitespace text",
                "4-5 | 'messages':[U],'max_tokens':9,'system':[{'type':'text','text':' '}] | 'messages':[U],'max_tokens':9,'system':[{'type':'text','text':'x'}] | system: text content blocks must contain non-whitespace text",
                // roles
                "4-5 | 'messages':[U,A,U,S],'max_tokens':9 | 'messages':[U,A,U],'max_tokens':9,'system':'x' | messages: Unexpected role \"system\". The Messages API accepts a top-level `system` parameter, not \"system\" as an input message role.",
                "4-7 | 'messages':[U,A,U,S],'max_tokens':9 | 'messages':[U,A,U],'max_tokens':9 | role 'system' is not supported on this model",
                "4-8 | 'messages':[S,U],'max_tokens':9 | 'messages':[U,A,U,S],'max_tokens':9 | messages.0: use the top-level 'system' parameter for the initial system prompt",
                "4-5 | 'messages':[{'role':'tool','content':'x'}],'max_tokens':9 | 'messages':[U],'max_tokens':9 | messages.0.role: Input should be 'user' or 'assistant'",
                // prefill
                "4-6 | 'messages':[U,A],'max_tokens':9 | 'messages':[U,A,U],'max_tokens':9 | This model does not support assistant message prefill. The conversation must end with a user message.",
                "4-5 | 'messages':[U,{'role':'assistant','content':'Hi '}],'max_tokens':9 | 'messages':[U,A],'max_tokens':9 | messages: final assistant content cannot end with trailing whitespace",
                // limits and sampling
                "4-5 | 'messages':[U],'max_tokens':0 | 'messages':[U],'max_tokens':1 | max_tokens: must be greater than or equal to 1",
                "4-5 | 'messages':[U],'max_tokens':'9' | 'messages':[U],'max_tokens':9 | max_tokens: Input should be a valid integer",
                "4-5 | 'messages':[U],'max_tokens':9,'temperature':2 | 'messages':[U],'max_tokens':9,'temperature':1 | temperature: range: 0..1",
                "4-5 | 'messages':[U],'max_tokens':9,'temperature':1,'top_p':1 | 'messages':[U],'max_tokens':9,'top_p':1 | `temperature` and `top_p` cannot both be specified for this model. Please use only one.",
                "4-7 | 'messages':[U],'max_tokens':9,'temperature':1 | 'messages':[U],'max_tokens':9 | `temperature` is deprecated for this model.",
                "5-5 | 'messages':[U],'max_tokens':9,'top_p':1 | 'messages':[U],'max_tokens':9 | `top_p` is deprecated for this model.",
                "5-0 | 'messages':[U],'max_tokens':9,'top_k':1 | 'messages':[U],'max_tokens':9 | `top_k` is deprecated for this model.",
                "4-5 | 'messages':[U],'max_tokens':9,'stop_sequences':[' '] | 'messages':[U],'max_tokens':9,'stop_sequences':['x'] | stop_sequences: each stop sequence must contain non-whitespace",
                // thinking
                "4-5 | 'messages':[U],'max_tokens':9000,'thinking':{'type':'enabled','budget_tokens':10} | 'messages':[U],'max_tokens':9000,'thinking':{'type':'enabled','budget_tokens':1024} | thinking.enabled.budget_tokens: Input should be greater than or equal to 1024",
                "4-5 | 'messages':[U],'max_tokens':2000,'thinking':{'type':'enabled','budget_tokens':2000} | 'messages':[U],'max_tokens':2001,'thinking':{'type':'enabled','budget_tokens':2000} | `max_tokens` must be greater than `thinking.budget_tokens`. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking#max-tokens-and-context-window-size",
                "4-5 | 'messages':[U],'max_tokens':9000,'temperature':0,'thinking':{'type':'enabled','budget_tokens':2000} | 'messages':[U],'max_tokens':9000,'temperature':1,'thinking':{'type':'enabled','budget_tokens':2000} | `temperature` may only be set to 1 when thinking is enabled. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking#important-considerations-when-using-extended-thinking",
                "4-5 | 'messages':[U],'max_tokens':9000,'thinking':{'type':'enabled'} | 'messages':[U],'max_tokens':9000,'thinking':{'type':'disabled'} | thinking.enabled.budget_tokens: Field required",
                "5-0 | 'messages':[U],'max_tokens':9000,'thinking':{'type':'enabled','budget_tokens':2000} | 'messages':[U],'max_tokens':9000,'thinking':{'type':'adaptive'} | ENABLED",
                // tools
                "4-5 | 'messages':[U],'max_tokens':9,'tools':[T,T] | 'messages':[U],'max_tokens':9,'tools':[T] | tools: Tool names must be unique.",
                "4-5 | 'messages':[U],'max_tokens':9,'tools':[{'name':'a','input_schema':{'type':'object','anyOf':[]}}] | 'messages':[U],'max_tokens':9,'tools':[{'name':'a','input_schema':{'type':'object','properties':{'x':{'anyOf':[]}}}}] | tools.0.custom.input_schema: input_schema does not support oneOf, allOf, or anyOf at the top level",
                "4-5 | 'messages':[U],'max_tokens':9,'tools':[{'name':'a','input_schema':{}}] | 'messages':[U],'max_tokens':9,'tools':[T] | tools.0.custom.input_schema.type: Field required",
                "4-5 | 'messages':[U],'max_tokens':9,'tools':[{'name':'a'}] | 'messages':[U],'max_tokens':9,'tools':[T] | tools.0.custom.input_schema: Field required",
                "4-5 | 'messages':[U],'max_tokens':9,'tools':[{'name':'a b','input_schema':{'type':'object'}}] | 'messages':[U],'max_tokens':9,'tools':[T] | tools.0.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'",
                "4-5 | 'messages':[U],'max_tokens':9000,'tools':[T],'tool_choice':{'type':'any'},'thinking':{'type':'enabled','budget_tokens':2000} | 'messages':[U],'max_tokens':9000,'tools':[T],'tool_choice':{'type':'auto'},'thinking':{'type':'enabled','budget_tokens':2000} | Thinking may not be enabled when tool_choice forces tool use.",
                "5-5 | 'messages':[U],'max_tokens':9,'tools':[T],'tool_choice':{'type':'tool','name':'t'} | 'messages':[U],'max_tokens':9,'tools':[T],'tool_choice':{'type':'auto'} | tool_choice: type \"tool\" and \"any\" are not supported for this model.",
                // tool results
                "4-5 | 'messages':[R],'max_tokens':9,'tools':[T] | 'messages':[U,C,R],'max_tokens':9,'tools':[T] | messages.0.content.0: unexpected `tool_use_id` found in `tool_result` blocks: t1. Each `tool_result` block must have a corresponding `tool_use` block in the previous message.",
                // caching
                "4-5 | 'messages':[U],'max_tokens':9,'system':[P,P,P,P,P] | 'messages':[U],'max_tokens':9,'system':[P,P,P,P] | A maximum of 4 blocks with cache_control may be provided. Found 5.",
                "4-5 | 'messages':[U],'max_tokens':9,'system':[{'type':'text','text':'x','cache_control':{'type':'ephemeral','ttl':'2h'}}] | 'messages':[U],'max_tokens':9,'system':[{'type':'text','text':'x','cache_control':{'type':'ephemeral','ttl':'1h'}}] | system.0.text.cache_control.ephemeral.ttl: Input should be '5m' or '1h'",
                "4-5 | 'messages':[U],'max_tokens':9,'system':[{'type':'text','text':'x','cache_control':{'type':'default'}}] | 'messages':[U],'max_tokens':9,'system':[P] | system.0.text.cache_control.type: Input should be 'ephemeral'",
                "4-5 | 'messages':[U],'max_tokens':9,'system':[P,{'type':'text','text':'x','cache_control':{'type':'ephemeral','ttl':'1h'}}] | 'messages':[U],'max_tokens':9,'system':[{'type':'text','text':'x','cache_control':{'type':'ephemeral','ttl':'1h'}},P] | system.1.cache_control.ttl: a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block. Note that blocks are processed in the following order: `tools`, `system`, `messages`."
            })
    void refusesInTheWordsOfClaudeAndTakesTheNeighbour(
            String version, String refused, String taken, String message) throws Exception {
        String words = message.equals("ENABLED") ? UNSUPPORTED_ENABLED : message;
        String modelId = model(version);
        for (boolean stream : new boolean[] {false, true}) {
            var invoked = Native.invoke(http, modelId, body(refused), stream);
            assertThat(invoked.statusCode()).isEqualTo(400);
            assertThat(invoked.headers().firstValue("x-amzn-errortype").orElse(""))
                    .startsWith("ValidationException");
            assertThat(Native.error(invoked)).isEqualTo(words);

            var asked = Native.messages(http, modelId, body(refused), stream);
            assertThat(asked.statusCode()).isEqualTo(400);
            assertThat(asked.body()).contains("\"type\":\"invalid_request_error\"");
            assertThat(Native.error(asked)).isEqualTo(words);

            assertThat(Native.error(Native.invoke(http, modelId, body(taken), stream))).isEmpty();
            assertThat(Native.error(Native.messages(http, modelId, body(taken), stream))).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'max_tokens':9,'messages':[U]} | anthropic_version: Field required",
                "{'anthropic_version':'2023-06-01','max_tokens':9,'messages':[U]} | Invalid API version: 2023-06-01",
                "{V'max_tokens':9,'messages':[U],'stream':true} | stream: Extra inputs are not permitted",
                "{V'max_tokens':9,'messages':[U],'model':'m'} | model: Extra inputs are not permitted",
                "{V'max_tokens':9,'messages':[U],'context_management':{}} | context_management: Extra inputs are not permitted",
                "{V'max_tokens':9,'messages':[U,C,U],'tools':[T]} | messages.2: Did not find 1 `tool_result` block(s) at the beginning of this message. Messages following `tool_use` blocks must begin with a matching number of `tool_result` blocks.",
                "{V'max_tokens':9,'messages':[U],'tools':[{'type':'web_search_20250305','name':'web_search'}]} | tools.0: Input tag 'web_search_20250305' found using 'type' does not match any of the expected tags: 'bash_20250124', 'custom', 'text_editor_20250124', 'text_editor_20250429', 'text_editor_20250728'",
                "{V'max_tokens':9,'prompt':'Hi'} | \"claude-haiku-4-5-20251001\" is not supported on this API. Please use the Messages API instead."
            })
    void invokeModelRefusesWhatIsNotItsOwn(String body, String message) throws Exception {
        for (boolean stream : new boolean[] {false, true}) {
            var refused = Native.invoke(http, OLD, json(body), stream);

            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(Native.error(refused)).isEqualTo(message);
        }
    }

    @Test
    void theMessagesApiNamesTheCallsWithoutResults() throws Exception {
        String body = json("{'max_tokens':9,'messages':[U,C,U],'tools':[T]}");
        for (boolean stream : new boolean[] {false, true}) {
            assertThat(Native.error(Native.messages(http, OLD, body, stream)))
                    .isEqualTo(
                            "messages.1: `tool_use` ids were found without `tool_result` blocks"
                                    + " immediately after: t1. Each `tool_use` block must have a"
                                    + " corresponding `tool_result` block in the next message.");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "us.anthropic.claude-haiku-5-5 | 'max_tokens':9,'messages':[U],'tools':[T],'tool_choice':{'type':'any'}",
                "us.anthropic.claude-fable-5 | 'max_tokens':9,'messages':[U],'tools':[T],'tool_choice':{'type':'any'}",
                "us.anthropic.claude-opus-4-8 | 'max_tokens':9,'messages':[U],'tools':[T],'tool_choice':{'type':'any'},'thinking':{'type':'adaptive'}",
                "us.anthropic.claude-sonnet-5-5 | 'max_tokens':9,'messages':[U],'thinking':{'type':'between_tools'}",
                "us.anthropic.claude-haiku-5-5 | 'max_tokens':9,'messages':[U],'thinking':{'type':'disabled'}",
                "us.anthropic.claude-3-5-haiku-20241022-v1:0 | 'max_tokens':9,'messages':[U],'temperature':1,'top_p':1,'top_k':5",
                "us.anthropic.claude-haiku-4-5-20251001-v1:0 | 'max_tokens':9,'messages':[U,U]",
                "us.anthropic.claude-haiku-4-5-20251001-v1:0 | 'max_tokens':9,'messages':[U],'anthropic_beta':['x'],'context_management':{}"
            })
    void takesWhatOnlyOtherModelsRefuse(String modelId, String body) throws Exception {
        for (boolean stream : new boolean[] {false, true}) {
            assertThat(Native.error(Native.invoke(http, modelId, body(body), stream))).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "us.anthropic.claude-opus-5-5 | {'type':'disabled'}",
                "us.anthropic.claude-sonnet-5-5 | {'type':'disabled'}",
                "us.anthropic.claude-fable-5-2 | {'type':'disabled'}",
                "us.anthropic.claude-opus-5-5 | {'type':'between_tools'}"
            })
    void someModelsAlwaysThink(String modelId, String thinking) throws Exception {
        String body = body("'max_tokens':9,'messages':[U],'thinking':" + thinking);

        assertThat(Native.error(Native.invoke(http, modelId, body, false)))
                .startsWith("\"thinking.type.")
                .contains("is not supported for this model");
    }

    @Test
    void textCompletionsAreNotEmulated() throws Exception {
        String body = "{\"prompt\":\"\\n\\nHuman: Hi\\n\\nAssistant:\",\"max_tokens_to_sample\":9}";

        assertThat(Native.error(Native.invoke(http, "anthropic.claude-v2:1", body, false)))
                .contains("does not emulate the native format of this model");
    }

    @Test
    void countingTokensNeedsNoLimit() throws Exception {
        String counted = json("{'model':'anthropic.claude-haiku-4-5','messages':[U]}");
        String refused = json("{'model':'anthropic.claude-haiku-4-5','messages':[U],'foo':1}");

        assertThat(http.post("/anthropic/v1/messages/count_tokens", counted).statusCode())
                .isEqualTo(200);
        assertThat(Native.error(http.post("/anthropic/v1/messages/count_tokens", refused)))
                .isEqualTo("foo: Extra inputs are not permitted");
    }

    private static String model(String version) {
        return switch (version) {
            case "4-5" -> OLD;
            case "4-6" -> "us.anthropic.claude-opus-4-6-v1";
            case "5-0" -> "us.anthropic.claude-sonnet-5";
            default -> "us.anthropic.claude-opus-" + version;
        };
    }

    private static String body(String members) {
        return json("{V" + members + "}");
    }

    private static String json(String template) {
        return template.replace("{V", "{'anthropic_version':'bedrock-2023-05-31',")
                .replaceAll("(?<=[\\[,])U(?=[\\],])", "{'role':'user','content':'Hi'}")
                .replaceAll("(?<=[\\[,])A(?=[\\],])", "{'role':'assistant','content':'Hello'}")
                .replaceAll("(?<=[\\[,])S(?=[\\],])", "{'role':'system','content':'Be brief'}")
                .replaceAll(
                        "(?<=[\\[,])C(?=[\\],])",
                        "{'role':'assistant','content':[{'type':'tool_use','id':'t1','name':'t','input':{}}]}")
                .replaceAll(
                        "(?<=[\\[,])R(?=[\\],])",
                        "{'role':'user','content':[{'type':'tool_result','tool_use_id':'t1','content':'x'}]}")
                .replaceAll(
                        "(?<=[\\[,])T(?=[\\],])", "{'name':'t','input_schema':{'type':'object'}}")
                .replaceAll(
                        "(?<=[\\[,])P(?=[\\],])",
                        "{'type':'text','text':'x','cache_control':{'type':'ephemeral'}}")
                .replace('\'', '"');
    }
}
