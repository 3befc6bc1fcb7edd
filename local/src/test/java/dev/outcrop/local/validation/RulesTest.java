package dev.outcrop.local.validation;

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | A conversation must start with a user message. Try again with a conversation that starts with a user message.",
                "{'messages':[]} | A conversation must start with a user message. Try again with a conversation that starts with a user message.",
                "{'messages':[A]} | A conversation must start with a user message. Try again with a conversation that starts with a user message.",
                "{'messages':[U,U]} | A conversation must alternate between user and assistant roles. Make sure the conversation alternates between user and assistant roles and try again.",
                "{'messages':[U,A,A]} | A conversation must alternate between user and assistant roles. Make sure the conversation alternates between user and assistant roles and try again.",
                "{'messages':[{'role':'user','content':[]}]} | The content field in the Message object at messages.0 is empty. Add a ContentBlock object to the content field and try again.",
                "{'messages':[U,{'role':'assistant','content':[{'text':'x'},{'text':' '}]}]} | The text field in the ContentBlock object at messages.1.content.1 is blank. Add text to the text field, and try again.",
                "{'messages':[{'role':'user','content':[{'document':{}},{'text':''}]}]} | The text field in the ContentBlock object at messages.0.content.1 is blank. Add text to the text field, and try again.",
                "{'messages':[{'role':'system','content':[{'text':'x'}]}]} | 1 validation error detected: Value 'system' at 'messages.1.member.role' failed to satisfy constraint: Member must satisfy enum value set: [user, assistant]",
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
            value = {
                "amazon.nova-micro-v1:0 | {'messages':[U,A,U,A]}",
                "us.anthropic.claude-sonnet-4-6 | {'messages':[A,U]}",
                "qwen.qwen3-32b-v1:0 | {'messages':[A,U]}",
                "amazon.titan-text-express-v1 | {'messages':[U,U]}",
                "anthropic.claude-v2 | {'messages':[{'role':'user','content':[{'document':{}},{'text':'\\n'}]}]}"
            })
    void takesWhatBedrockTakes(String modelId, String body) {
        assertThatCode(() -> check(modelId, body)).doesNotThrowAnyException();
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
        ConverseRules.check(modelId, Json.parse(json.replace('\'', '"')));
    }
}
