package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.Chat;
import dev.outcrop.Model;
import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.json.JsonWriter;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest.GuardrailConfig;
import dev.outcrop.message.Message;
import dev.outcrop.message.Turn;
import dev.outcrop.settings.Extraction;
import dev.outcrop.settings.Params;
import dev.outcrop.settings.PromptCaching;
import dev.outcrop.settings.Protocol;
import dev.outcrop.settings.Protocol.VendorApi;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;

/** Conversations, turns, messages and blocks as JSON, and back. */
class ConversationJsonTest extends WithLocal {
    private static final String BEGIN =
            "{\"outcropChat\":1,\"modelId\":\"us.amazon.nova-lite-v1:0\","
                    + "\"system\":{\"role\":\"system\",\"content\":[]},\"turns\":[],\"settings\":";

    private Chat chat(Model model) {
        Chat chat = model.chat().system("You are terse.").open();
        chat.ask("What is it?", Content.document("a.txt", "A text.".getBytes(UTF_8)));
        return chat;
    }

    @Test
    void aConversationIsTheSameAsTextAndThroughAStream() throws Exception {
        Chat chat = chat(bedrock.model(NOVA));
        var out = new ByteArrayOutputStream();
        JsonWriter.write(chat.toJson(), out);

        Chat ofText = bedrock.load(Json.parse(chat.toJson().toString())).open();
        Chat ofStream =
                bedrock.load(Json.parse(new ByteArrayInputStream(out.toByteArray()))).open();

        assertThat(ofText.turns(true)).isEqualTo(chat.turns(true));
        assertThat(ofStream.toJson()).isEqualTo(chat.toJson());
        assertThat(ofText.model().id()).isEqualTo(NOVA);
        assertThat(ofText.cost()).isEqualTo(chat.cost());
        assertThat(chat.toJson().get("settings")).isNull();
    }

    @Test
    void eachPartIsTheSameAgain() {
        for (Turn turn : chat(bedrock.model(NOVA)).turns()) {
            assertThat(Turn.fromJson(turn.toJson())).isEqualTo(turn);
            assertThat(Message.fromJson(turn.message().toJson())).isEqualTo(turn.message());
            for (Content block : turn.content()) {
                assertThat(Content.fromJson(block.toJson())).isEqualTo(block);
            }
        }
        assertThat(Content.text("Hi").toJson()).isEqualTo(object("{\"text\":\"Hi\"}"));
        assertThat(Content.fromJson(object("{\"hologram\":{\"a\":1}}")))
                .isEqualTo(new Content.Unknown(object("{\"hologram\":{\"a\":1}}")));
    }

    @Test
    void whatIsNoPartIsRefusedWithItsPlace() {
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> Turn.fromJson(json("{\"message\":{\"role\":1}}")))
                .withMessageContaining("a message must have a role")
                .withMessageEndingWith("(at /message)");
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(
                        () ->
                                Turn.fromJson(
                                        json(
                                                "{\"message\":{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"},7]}}")))
                .withMessageEndingWith("(at /message/content/1)");
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> Content.fromJson(json("[]")));
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(
                        () ->
                                Content.fromJson(
                                        json(
                                                "{\"image\":{\"format\":\"png\",\"source\":{\"bytes\":\"!\"}}}")))
                .withMessageContaining("invalid Base64");
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> Message.fromJson(json("{\"role\":\"user\"}")));
    }

    @Test
    void settingsAreRestoredAndSendTheSameRequest() {
        Model model =
                bedrock.model(CLAUDE)
                        .with(
                                Params.DEFAULT
                                        .withMaxTokens(300)
                                        .withTemperature(0.25)
                                        .withTopK(7)
                                        .withStop("END", "###")
                                        .withExtra("custom", Map.of("a", List.of(1, true))))
                        .with(new GuardrailConfig("gr1", "DRAFT").withTrace("enabled"))
                        .with(PromptCaching.NONE)
                        .with(Extraction.DEFAULT.withRepairs(2))
                        .withServiceTier("flex")
                        .withPerformanceConfig("optimized")
                        .withRequestMetadata(Map.of("team", "search"))
                        .withAdditionalModelResponseFieldPaths("/stop_sequence");
        local.script(unchecked("Yes."), unchecked("Yes."), unchecked("Yes."));
        Chat chat = chat(model);
        Json.Obj saved = (Json.Obj) Json.parse(chat.toJson(true).toString());
        Chat again = bedrock.load(saved).open();

        assertThat(again.toJson(true)).isEqualTo(saved);
        chat.ask("Sure?");
        Json.Obj sent = body();
        again.ask("Sure?");
        assertThat(body()).isEqualTo(sent);
        assertThat(body().object("inferenceConfig").integer("maxTokens", 0)).isEqualTo(300);
    }

    @Test
    void protocolFamilyAndBaseModelAreRestored() {
        Model model =
                bedrock.model(ARN)
                        .with(Protocol.INVOKE_MODEL)
                        .with(VendorApi.MESSAGES)
                        .with(ModelFamily.CLAUDE_4_6)
                        .withBaseModel("anthropic.claude-sonnet-4-6");
        Json.Obj saved = model.chat().open().toJson(true);

        assertThat(saved.object("settings"))
                .isEqualTo(
                        object(
                                "{\"protocol\":\"mantle\",\"vendorApi\":\"messages\","
                                        + "\"family\":\"claude_4_6\","
                                        + "\"baseModel\":\"anthropic.claude-sonnet-4-6\"}"));
        assertThat(bedrock.load(saved).open().toJson(true)).isEqualTo(saved);
    }

    @Test
    void noKeyIsSaved() {
        String text =
                bedrock.model(NOVA)
                        .withApiHeaders(Map.of("X-Api-Key", "sk-canary"))
                        .withApiArgs(Map.of("mcp", Map.of("authorization_token", "sk-canary")))
                        .with(
                                Params.DEFAULT
                                        .withExtra(
                                                "servers",
                                                List.of(
                                                        Map.of(
                                                                "authorization_token", "sk-canary",
                                                                "accessToken", "sk-canary",
                                                                "apiKey", "sk-canary",
                                                                "token", "sk-canary",
                                                                "url", "https://example.com",
                                                                "max_token", 5)))
                                        .withExtra("client_secret", "sk-canary"))
                        .chat()
                        .open()
                        .toJson(true)
                        .toString();

        assertThat(text).doesNotContain("sk-canary").contains("example.com", "max_token");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'params':{'temperature':7}} | temperature must be from 0 to 5: 7.0 (at /settings/params/temperature)",
                "{'params':{'maxTokens':'x'}} | must be an integer (at /settings/params/maxTokens)",
                "{'params':{'maxTokens':9999999999}} | must be smaller (at /settings/params/maxTokens)",
                "{'params':{'stop':[1]}} | must be a string (at /settings/params/stop)",
                "{'params':{'magic':1}} | does not know this setting (at /settings/params/magic)",
                "{'params':[]} | must be an object (at /settings/params)",
                "{'extras':1} | must be an object (at /settings/extras)",
                "{'request':{'toolConfig':{'tools':[]}}} | (at /settings/request)",
                "{'request':{'serviceTier':7}} | (at /settings/request)",
                "{'promptCaching':'forever'} | must be one of [auto, five_minutes, one_hour, none] (at /settings/promptCaching)",
                "{'extraction':{'repairs':99999}} | (at /settings/extraction)",
                "{'baseModel':7} | must be a string (at /settings/baseModel)",
                "{'apiHeaders':{'a':'b'}} | does not know this setting (at /settings/apiHeaders)",
                "7 | this must be an object (at /settings)"
            })
    void settingsThatAreNotValidAreRefusedWithTheirPlace(String settings, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bedrock.load(json(BEGIN + settings.replace('\'', '"') + "}")))
                .withMessageContaining(why);
    }

    @Test
    void aConversationOfALaterVersionIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bedrock.load(json("{\"outcropChat\":2,\"modelId\":\"m\"}")))
                .withMessageContaining("its version is 2");
        assertThatIllegalArgumentException().isThrownBy(() -> bedrock.load(json("[]")));
    }

    @Test
    void aMessageIsAsConverseWritesIt() {
        local.script(Scripted.text("Hi"));
        Message message = Message.user("Hi", Content.text("there"));
        bedrock.model(NOVA).invoke(message);

        assertThat(body().array("messages").getFirst()).isEqualTo(message.toJson());
    }
}
