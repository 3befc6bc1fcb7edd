package dev.outcrop.local.internal.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
    private static final String USER = "{'role':'user','content':[{'text':'Hello'}]}";
    private static final String ASSISTANT = "{'role':'assistant','content':[{'text':'Hi'}]}";

    private static final String CALL =
            "{'role':'assistant','content':[{'toolUse':{'toolUseId':'t1','name':'n','input':{}}}]}";
    private static final String RESULT =
            "{'role':'user','content':[{'toolResult':{'toolUseId':'t1','content':[]}}]}";
    private static final String DOCUMENT =
            "{'document':{'name':'a','format':'txt','source':{'text':'x'}}}";
    private static final String CACHE = "{'cachePoint':{'type':'default'}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{} | A conversation must start with a user message. Try again with a conversation that starts with a user message.",
                "{'messages':[]} | A conversation must start with a user message. Try again with a conversation that starts with a user message.",
                "{'messages':[A]} | A conversation must start with a user message. Try again with a conversation that starts with a user message.",
                "{'messages':[U,U]} | A conversation must alternate between user and assistant roles. Make sure the conversation alternates between user and assistant roles and try again.",
                "{'messages':[U,A,A]} | A conversation must alternate between user and assistant roles. Make sure the conversation alternates between user and assistant roles and try again.",
                "{'messages':[{'role':'user','content':[]}]} | The content field in the Message object at messages.0 is empty. Add a ContentBlock object to the content field and try again.",
                "{'messages':[U,{'role':'assistant','content':[{'text':'x'},{'text':' '}]}]} | The text field in the ContentBlock object at messages.1.content.1 is blank. Add text to the text field, and try again.",
                "{'messages':[{'role':'user','content':[{'document':{'name':'a','source':{'text':'x'}}},{'text':''}]}]} | The text field in the ContentBlock object at messages.0.content.1 is blank. Add text to the text field, and try again.",
                "{'messages':[{'role':'system','content':[{'text':'x'}]}]} | 1 validation error detected: Value 'system' at 'messages.1.member.role' failed to satisfy constraint: Member must satisfy enum value set: [user, assistant]",
                "{'messages':[U],'toolConfig':{'tools':[]}} | 1 validation error detected: Value at 'toolConfig.tools' failed to satisfy constraint: Member must have length greater than or equal to 1",
                "{'messages':[U],'toolConfig':{'tools':[{'toolSpec':{'name':'','description':'','inputSchema':{'json':{}}}}]}} | 3 validation errors detected: Value '' at 'toolConfig.tools.1.member.toolSpec.name' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_-]+; Value '' at 'toolConfig.tools.1.member.toolSpec.name' failed to satisfy constraint: Member must have length greater than or equal to 1; Value '' at 'toolConfig.tools.1.member.toolSpec.description' failed to satisfy constraint: Member must have length greater than or equal to 1",
                "{'messages':[{'role':'assistant','content':[{'toolUse':{'toolUseId':'a','name':'a b','input':{}}}]}]} | 1 validation error detected: Value at 'messages.1.member.content.1.member.toolUse.name' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_-]+",
                "{'messages':[U],'inferenceConfig':{'temperature':99}} | 1 validation error detected: Value '99.0' at 'inferenceConfig.temperature' failed to satisfy constraint: Member must have value less than or equal to 1",
                "{'messages':[{'role':'user'}]} | 1 validation error detected: Value null at 'messages.1.member.content' failed to satisfy constraint: Member must not be null",
                "{'messages':[{'role':'user','content':[{}]}]} | The ContentBlock object at messages.0.content.0 must set one of the following keys: text, image, document, video, audio, toolUse, toolResult, guardContent, cachePoint, reasoningContent, citationsContent, searchResult, toolAddition, toolRemoval.",
                "{'messages':[U,C]} | The toolConfig field must be defined when using toolUse and toolResult content blocks.",
                "{'messages':[U,C,U],'toolConfig':{'tools':[{'systemTool':{'name':'x'}}]}} | Expected toolResult blocks at messages.2.content for the following Ids: t1",
                "{'messages':[R],'toolConfig':{'tools':[{'systemTool':{'name':'x'}}]}} | The number of toolResult blocks at messages.0.content exceeds the number of toolUse blocks of previous turn.",
                "{'messages':[{'role':'user','content':[{'toolResult':{'toolUseId':'t1','content':[{'json':[]}]}}]}]} | The format of the value at messages.0.content.0.toolResult.content.0.json is invalid. Provide a json object for the field and try again.",
                "{'messages':[{'role':'user','content':[{'toolResult':{'toolUseId':'t1','content':[],'status':'error'}}]}]} | The content field at messages.0.content.0.toolResult cannot be empty when status value is error.",
                "{'messages':[{'role':'user','content':[{'text':'x'},{'document':{'name':'a.b','source':{'text':'x'}}}]}]} | The document file name can only contain alphanumeric characters, whitespace characters, hyphens, parentheses, and square brackets. The name can't contain more than one consecutive whitespace character.",
                "{'messages':[{'role':'user','content':[{'text':'x'},D,D]}]} | Messages can't contain duplicate document names.",
                "{'messages':[U],'inferenceConfig':{'maxTokens':1000000}} | The maximum tokens you requested exceeds the model limit of 10000. Try again with a maximum tokens value that is lower than 10000.",
                "{'messages':[U],'inferenceConfig':{'maxTokens':0}} | 1 validation error detected: Value '0' at 'inferenceConfig.maxTokens' failed to satisfy constraint: Member must have value greater than or equal to 1"
            })
    void refusesInTheWordsOfBedrock(String body, String message) {
        assertThatThrownBy(() -> check("amazon.nova-micro-v1:0", body))
                .isInstanceOfSatisfying(
                        ServiceError.class,
                        error -> assertThat(error.type()).isEqualTo("ValidationException"))
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "amazon.nova-micro-v1:0 | {'messages':[U,A,U,A]}",
                "us.anthropic.claude-sonnet-4-6 | {'messages':[A,U]}",
                "qwen.qwen3-32b-v1:0 | {'messages':[A,U]}",
                "amazon.titan-text-express-v1 | {'messages':[U,U]}",
                "anthropic.claude-v2 | {'messages':[{'role':'user','content':[{'document':{'name':'a','format':'txt','source':{'bytes':'eA=='}}},{'text':'\\n'}]}]}"
            })
    void takesWhatBedrockTakes(String modelId, String body) {
        assertThatCode(() -> check(modelId, body)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "us.anthropic.claude-opus-4-6-v1 | {'messages':[U,A]} | This model does not support assistant message prefill. The conversation must end with a user message.",
                "us.anthropic.claude-haiku-4-5-20251001-v1:0 | {'messages':[U,{'role':'assistant','content':[{'text':'x '}]}]} | messages: final assistant content cannot end with trailing whitespace",
                "us.anthropic.claude-haiku-4-5-20251001-v1:0 | {'messages':[U],'inferenceConfig':{'temperature':1,'topP':1}} | `temperature` and `top_p` cannot both be specified for this model. Please use only one.",
                "us.anthropic.claude-haiku-4-5-20251001-v1:0 | {'messages':[U],'system':[P,P,P,P,P]} | A maximum of 4 blocks with cache_control may be provided. Found 5."
            })
    void refusesInTheWordsOfAnthropic(String modelId, String body, String message) {
        assertThatThrownBy(() -> check(modelId, body))
                .hasMessage("The model returned the following errors: " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'messages':{}} | Expected list or null",
                "{'messages':[7]} | NUMBER_VALUE can not be converted to a Structure",
                "{'messages':[{'role':[],'content':[]}]} | Start of list found where not expected",
                "{'inferenceConfig':{'maxTokens':'7'}} | STRING_VALUE can not be converted to an Integer",
                "{'inferenceConfig':{'maxTokens':1.5}} | DECIMAL_VALUE can not be converted to an Integer"
            })
    void cannotReadWhatIsOfAnotherKind(String body, String message) {
        assertThatThrownBy(() -> check("amazon.nova-micro-v1:0", body))
                .isInstanceOfSatisfying(
                        ServiceError.class,
                        error -> assertThat(error.type()).isEqualTo("SerializationException"))
                .hasMessage(message);
    }

    @Test
    void everyShapeThatIsNamedIsThere() {
        ShapeTable.all()
                .values()
                .forEach(
                        shape -> {
                            if (shape instanceof Shape.Structure structure) {
                                structure
                                        .members()
                                        .values()
                                        .forEach(member -> ShapeTable.shape(member.shape()));
                            }
                        });
        assertThat(ShapeTable.all()).hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "{'messages':{}}", "{'messages':[1]}"})
    void refusesWhatIsNotOfTheShape(String body) {
        assertThatThrownBy(() -> check("amazon.nova-micro-v1:0", body))
                .isInstanceOf(ServiceError.class);
    }

    @Test
    void refusesABodyThatIsNotJson() {
        assertThatThrownBy(() -> ConverseRules.check("amazon.nova-micro-v1:0", null))
                .isInstanceOf(ServiceError.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "does-not-exist",
                "us.does-not-exist-model-v1:0",
                "us.amazon.nova-micro-v1:O",
                "xx.amazon.nova-micro-v1:0",
                "amazon.",
                "arn:aws:s3:::bucket/amazon.nova-micro-v1:0",
                "arn:aws:bedrock:us-east-1:12:inference-profile/x"
            })
    void refusesModelsThatNobodyHas(String modelId) {
        assertThatThrownBy(() -> ModelIds.check(modelId))
                .hasMessage("The provided model identifier is invalid.");
    }

    private static void check(String modelId, String body) {
        String json = body.replace("[U", "[" + USER).replace(",U", "," + USER);
        json = json.replace("[A", "[" + ASSISTANT).replace(",A", "," + ASSISTANT);
        json =
                json.replace(",C", "," + CALL)
                        .replace("[R", "[" + RESULT)
                        .replace(",D", "," + DOCUMENT);
        json = json.replace("[P", "[" + CACHE).replace(",P", "," + CACHE);
        ConverseRules.check(modelId, Json.parse(json.replace('\'', '"')));
    }
}
