package dev.outcrop.local.internal.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Bedrock;
import dev.outcrop.error.BedrockException;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.script.ScriptFile;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.Event;
import dev.outcrop.local.wire.RequestHandler;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** Each model is answered by whom it was given to. */
class EngineRouterTest {
    private static final RequestHandler TEAPOT =
            (request, requestId, out) -> {
                out.head(418, Map.of());
                out.end(Bytes.of("{\"message\":\"short and stout\"}"));
                return true;
            };

    @ParameterizedTest
    @CsvSource({
        "amazon.nova-*, amazon.nova-lite-v1:0, true",
        "amazon.nova-*, eu.amazon.nova-lite-v1:0, true",
        "eu.*, eu.amazon.nova-lite-v1:0, true",
        "eu.*, us.amazon.nova-lite-v1:0, false",
        "amazon.nova-*, arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-lite-v1:0, true",
        "amazon.nova-*, anthropic.claude-v2, false",
        "amazon.nova-lite-v1:0, amazon.nova-lite-v1:0, true",
        "amazon.nova, amazon.nova-lite-v1:0, false",
        "a.azon.*, amazon.nova-lite-v1:0, false",
        "*nova*v1*, amazon.nova-lite-v1:0, true",
        "*, anything, true"
    })
    void aPatternIsAnIdWithStars(String pattern, String modelId, boolean matches) {
        assertThat(ModelPattern.of(pattern).matches(modelId)).isEqualTo(matches);
    }

    @Test
    void aPatternIsNotBlank() {
        assertThatThrownBy(() -> LocalBedrock.builder().engine(" ", saying("?")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("amazon.*");
    }

    @Test
    void theFirstThatMatchesAnswers() throws Exception {
        try (var local =
                        LocalBedrock.builder()
                                .engine("amazon.nova-lite*", saying("lite"))
                                .engine("amazon.nova-*", saying("nova"))
                                .standIn("mistral.*", TEAPOT)
                                .script(
                                        "meta.*",
                                        ScriptFile.parse("{\"answers\":[{\"text\":\"llama\"}]}"))
                                .engine(saying("others"))
                                .start();
                var bedrock = local.connect()) {
            assertThat(ask(bedrock, "us.amazon.nova-lite-v1:0")).isEqualTo("lite");
            assertThat(ask(bedrock, "us.amazon.nova-pro-v1:0")).isEqualTo("nova");
            assertThat(ask(bedrock, "meta.llama3-8b-instruct-v1:0")).isEqualTo("llama");
            assertThat(ask(bedrock, "anthropic.claude-v2")).isEqualTo("others");
            assertThatThrownBy(() -> ask(bedrock, "mistral.mistral-large-2407-v1:0"))
                    .isInstanceOf(BedrockException.class)
                    .hasMessageContaining("short and stout");
        }
    }

    @Test
    void whatATestSaysComesFirst() throws Exception {
        try (var local =
                        LocalBedrock.builder()
                                .standIn("*", TEAPOT)
                                .engine(saying("others"))
                                .start();
                var bedrock = local.connect()) {
            local.script(Scripted.text("said"));

            assertThat(ask(bedrock, "anthropic.claude-v2")).isEqualTo("said");
        }
    }

    @Test
    void aModelInTheBodyIsChosenForToo() throws Exception {
        try (var local = LocalBedrock.builder().engine("openai.*", saying("chosen")).start();
                var client = HttpClient.newHttpClient()) {
            var response =
                    client.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    local.endpoint()
                                                            + "/openai/v1/chat/completions"))
                                    .POST(
                                            BodyPublishers.ofString(
                                                    "{\"model\":\"openai.gpt-oss-20b-1:0\",\"messages\":"
                                                            + "[{\"role\":\"user\",\"content\":\"Hi\"}]}"))
                                    .build(),
                            BodyHandlers.ofString());

            assertThat(response.body()).contains("\"content\":\"chosen\"");
        }
    }

    private static String ask(Bedrock bedrock, String model) {
        return bedrock.chat(model).ask("Hi").text();
    }

    private static Engine saying(String text) {
        return (question, out) -> {
            out.accept(Event.messageStart());
            out.accept(Event.textDelta(0, text));
            out.accept(Event.blockStop(0));
            out.accept(Event.messageStop("end_turn"));
            out.accept(Event.metadata(1, 1));
        };
    }
}
