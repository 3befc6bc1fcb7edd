package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Nova refuses in bodies of InvokeModel, and the nearest that it takes. */
class NovaBodiesTest {
    private static final String MODEL = "us.amazon.nova-lite-v1:0";

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
                "{'messages':[U],'stream':true} | #: extraneous key [stream] is not permitted",
                "{'messages':[U],'max_tokens':9} | #: extraneous key [max_tokens] is not permitted",
                "{'messages':[U],'top_p':1,'foo':1} | #: extraneous key [top_p] is not permitted, #: extraneous key [foo] is not permitted",
                "{} | #: required key [messages] not found",
                "{'messages':[{'role':'user','content':'Hi'}]} | #/messages/0/content: expected type: JSONArray, found: String",
                "{'messages':[{'role':'user','content':[]}]} | #/messages/0/content: expected minimum item count: 1, found: 0",
                "{'messages':[{'role':'user','content':[{'type':'text','text':'Hi'}]}]} | #/messages/0/content/0: extraneous key [type] is not permitted",
                "{'messages':[U,{'role':'system','content':[{'text':'Hi'}]}]} | #/messages/1/role: system is not a valid enum value",
                "{'messages':[U],'inferenceConfig':{'maxTokens':0}} | #/inferenceConfig/maxTokens: 0 is not greater or equal to 1",
                "{'messages':[U],'inferenceConfig':{'temperature':2}} | #/inferenceConfig/temperature: 2 is not less or equal to 1",
                "{'messages':[U],'inferenceConfig':{'max_tokens':9}} | #/inferenceConfig: extraneous key [max_tokens] is not permitted"
            })
    void refusesInTheWordsOfItsSchema(String body, String violation) throws Exception {
        for (boolean stream : new boolean[] {false, true}) {
            var refused = Native.invoke(http, MODEL, json(body), stream);

            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(Native.error(refused))
                    .isEqualTo(
                            "Malformed input request: "
                                    + violation
                                    + ", please reformat your input and try again.");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'messages':[{'role':'user','content':[{'text':' '}]}]} | The text field in the ContentBlock object at messages.0.content.0 is blank. Add text to the text field, and try again.",
                "{'messages':[U,C,U],'toolConfig':{'tools':[T]}} | Expected toolResult blocks at messages.2.content for the following Ids: t1",
                "{'messages':[R],'toolConfig':{'tools':[T]}} | The number of toolResult blocks at messages.0.content exceeds the number of toolUse blocks of previous turn.",
                "{'messages':[A]} | A conversation must start with a user message. Try again with a conversation that starts with a user message."
            })
    void refusesConversationsThatConverseRefuses(String body, String message) throws Exception {
        for (boolean stream : new boolean[] {false, true}) {
            assertThat(Native.error(Native.invoke(http, MODEL, json(body), stream)))
                    .isEqualTo(message);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'messages':[U]}",
                "{'schemaVersion':'messages-v1','messages':[U,A,U],'system':[{'text':'x'}]}",
                "{'messages':[U],'inferenceConfig':{'max_new_tokens':1,'temperature':1,'top_p':1,'topK':128}}",
                "{'messages':[U,C,R],'toolConfig':{'tools':[T]}}"
            })
    void takesWhatIsOfItsSchema(String body) throws Exception {
        for (boolean stream : new boolean[] {false, true}) {
            assertThat(Native.error(Native.invoke(http, MODEL, json(body), stream))).isEmpty();
        }
    }

    @Test
    void theSchemaIsNotThatOfItsSiblings() throws Exception {
        var response =
                Native.invoke(
                        http,
                        "amazon.nova-canvas-v1:0",
                        json("{'taskType':'TEXT_IMAGE','messages':[U]}"),
                        false);

        assertThat(Native.error(response)).doesNotContain("extraneous");
    }

    private static String json(String template) {
        return template.replaceAll(
                        "(?<=[\\[,])U(?=[\\],])", "{'role':'user','content':[{'text':'Hi'}]}")
                .replaceAll(
                        "(?<=[\\[,])A(?=[\\],])", "{'role':'assistant','content':[{'text':'Hi'}]}")
                .replaceAll(
                        "(?<=[\\[,])C(?=[\\],])",
                        "{'role':'assistant','content':[{'toolUse':{'toolUseId':'t1','name':'t','input':{}}}]}")
                .replaceAll(
                        "(?<=[\\[,])R(?=[\\],])",
                        "{'role':'user','content':[{'toolResult':{'toolUseId':'t1','content':[{'text':'x'}]}}]}")
                .replaceAll(
                        "(?<=[\\[,])T(?=[\\],])",
                        "{'toolSpec':{'name':'t','inputSchema':{'json':{'type':'object'}}}}")
                .replace('\'', '"');
    }
}
