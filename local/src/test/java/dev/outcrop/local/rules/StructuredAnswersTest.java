package dev.outcrop.local.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of structured output come from the content of a prompt, as each library writes it. */
class StructuredAnswersTest {
    private static final String PERSON =
            "{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"},\"age\":"
                    + "{\"type\":\"integer\"},\"email\":{\"type\":\"string\"}},"
                    + "\"required\":[\"name\",\"age\"]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "My name is Susan and I'm 13 years old|{'name':'Susan','age':13}",
                "I am Jon, 4|{'name':'Jon','age':4}",
                "John is 42 years old and lives alone.|{'name':'John','age':42}"
            })
    void springsInstructionsGiveNoValues(String question, String expected) {
        String prompt =
                question
                        + "\nYour response should be in JSON format.\nDo not include any"
                        + " explanations, only provide a RFC8259 compliant JSON response following"
                        + " this format without deviation.\nDo not include markdown code blocks in"
                        + " your response.\nRemove the ```json markdown from the output.\nHere is"
                        + " the JSON Schema instance your output must adhere to:\n```"
                        + PERSON
                        + "```";

        assertThat(Asked.of(Asked.body(prompt, "")).text()).isEqualTo(expected.replace('\'', '"'));
    }

    @Test
    void aFormInWordsIsFilled() {
        String prompt =
                "Extract: Maria Schmidt, 31, lives in Berlin since 2020-03-04."
                        + "\nYou must answer strictly in the following JSON format: {\n"
                        + "\"name\": (the full name; type: string),\n\"age\": (type: integer),\n"
                        + "\"address\": (type: org.example.Address: {\n\"city\": (type: string)\n}),\n"
                        + "\"since\": (type: date string (2023-12-31)),\n"
                        + "\"mood\": (type: enum, must be one of [GOOD, BAD]),\n"
                        + "\"parent\": (type: org.example.Person)\n}";

        assertThat(Asked.of(Asked.body(prompt, "")).text())
                .isEqualTo(
                        "{\"name\":\"Maria Schmidt\",\"age\":31,\"address\":{\"city\":\"Berlin\"},"
                                + "\"since\":\"2020-03-04\",\"mood\":\"GOOD\",\"parent\":null}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Answer in this JSON format: {",
                "Answer in this JSON format: {}",
                "Answer in this JSON format: {\"a\" \"b\"}",
                "Answer in this JSON format: {\"a\": (",
                "Answer in this JSON format: {\"a: (type: string)}"
            })
    void aFormThatIsNoneIsAnsweredInWordsOrJson(String question) {
        assertThat(Asked.of(Asked.body(question, "")).stopReason()).isEqualTo("end_turn");
    }

    @Test
    void aToolForTheAnswerIsCalledWithoutBeingForced() {
        String tools =
                "'toolConfig':{'tools':[{'toolSpec':{'name':'extract','description':'A function"
                        + " available to call.','inputSchema':{'json':"
                        + PERSON.replace('"', '\'')
                        + "}}}]}";
        Asked asked =
                Asked.of(
                        Asked.body(
                                "Extract the person: Ann is 30 years old. Answer with a JSON object"
                                        + " that fits the Schema.",
                                tools));

        assertThat(Json.parse(asked.input()))
                .isEqualTo(Json.parse("{\"name\":\"Ann\",\"age\":30}"));
    }
}
