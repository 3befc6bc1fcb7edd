package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Guardrail.ContentSource;
import dev.outcrop.Guardrail.Result;
import dev.outcrop.Model;
import dev.outcrop.Reply;
import dev.outcrop.error.ValidationException;
import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest.GuardrailConfig;
import dev.outcrop.message.StopReason;
import dev.outcrop.settings.Protocol;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** A guardrail that was created with CreateGuardrail, over each protocol. */
class CreatedGuardrailTest extends WithLocal {
    private String created() throws Exception {
        String request =
                """
                {"name":"it","blockedInputMessaging":"Question blocked.",
                 "blockedOutputsMessaging":"Answer blocked.",
                 "wordPolicyConfig":{"wordsConfig":[{"text":"volcano"}]},
                 "sensitiveInformationPolicyConfig":{
                   "piiEntitiesConfig":[{"type":"EMAIL","action":"ANONYMIZE"}]}}
                """;
        try (var client = HttpClient.newHttpClient()) {
            String response =
                    client.send(
                                    HttpRequest.newBuilder(
                                                    URI.create(local.endpoint() + "/guardrails"))
                                            .POST(BodyPublishers.ofString(request))
                                            .build(),
                                    BodyHandlers.ofString())
                            .body();
            return String.valueOf(((Json.Obj) Json.parse(response)).string("guardrailId"));
        }
    }

    @ParameterizedTest
    @CsvSource({"CONVERSE, false", "CONVERSE, true", "INVOKE_MODEL, false", "INVOKE_MODEL, true"})
    void itBlocksAndMasks(Protocol protocol, boolean streamed) throws Exception {
        Model model =
                bedrock.model(CLAUDE)
                        .with(protocol)
                        .with(new GuardrailConfig(created(), "DRAFT").withTrace("enabled"));

        Reply blocked = ask(model, "A volcano?", streamed);
        Reply masked = ask(model, "Write to ann@example.com", streamed);

        assertThat(blocked.text()).isEqualTo("Question blocked.");
        assertThat(blocked.stopReason()).isEqualTo(StopReason.GUARDRAIL_INTERVENED);
        assertThat(masked.text()).contains("Write to {EMAIL}").doesNotContain("ann@example.com");
        assertThat(masked.stopReason()).isEqualTo(StopReason.GUARDRAIL_INTERVENED);
    }

    private static Reply ask(Model model, String question, boolean streamed) {
        if (!streamed) {
            return model.invoke(question);
        }
        try (var stream = model.stream(question)) {
            return stream.reply();
        }
    }

    @Test
    void itChecksTextsWithoutAModel() throws Exception {
        Result masked =
                bedrock.guardrail(created(), "DRAFT")
                        .apply(ContentSource.OUTPUT, "Mail ann@example.com");

        assertThat(masked.intervened()).isTrue();
        assertThat(masked.text()).isEqualTo("Mail {EMAIL}");
        assertThatThrownBy(
                        () -> bedrock.guardrail("nosuchguard", "1").apply(ContentSource.INPUT, "a"))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("does not exist");
    }
}
