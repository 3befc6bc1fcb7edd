package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.Reply;
import dev.outcrop.ReplyStream;
import dev.outcrop.error.IncompleteReplyException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.StallGate;
import dev.outcrop.local.script.Step;
import dev.outcrop.local.wire.Event;
import dev.outcrop.message.Role;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;
import dev.outcrop.settings.Params;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Objects;

@LocalBedrockTest
class ChatTest {
    private static final String MODEL = "us.amazon.nova-lite-v1:0";

    private LocalBedrock local;
    private Bedrock bedrock;

    @BeforeEach
    void start(LocalBedrock local, Bedrock bedrock) {
        this.local = local;
        this.bedrock = bedrock;
    }

    @Test
    void asksAndIsAnswered() {
        local.script(Scripted.text("Hello."));

        Reply reply = bedrock.chat(MODEL).system("Be brief.").open().ask("Hi!");

        assertThat(reply.text()).isEqualTo("Hello.");
        assertThat(reply.stopReason()).isEqualTo(StopReason.END_TURN);
        assertThat(reply.usage().input()).isEqualTo(10);
        assertThat(reply.raw().integer("no", 1)).isEqualTo(1);
        assertThat(reply.raw().object("metrics").integer("latencyMs", 0)).isEqualTo(1);
        assertThat(lastBody())
                .isEqualTo(
                        Json.parse(
                                "{\"system\":[{\"text\":\"Be brief.\"}],\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi!\"}]}]}"));
        assertThat(local.requests().getLast().path())
                .isEqualTo("/model/us.amazon.nova-lite-v1%3A0/converse");
    }

    @Test
    void streamsTheSameAnswerThatItWouldGiveWhole() {
        Reply whole = bedrock.model(MODEL).invoke("Tell me three jokes about statisticians");

        var words = new StringBuilder();
        try (ReplyStream stream =
                bedrock.chat(MODEL).open().stream("Tell me three jokes about statisticians")) {
            stream.text().forEach(words::append);
            Reply streamed = stream.reply();
            assertThat(streamed.turn().message()).isEqualTo(whole.turn().message());
            assertThat(streamed.usage()).isEqualTo(whole.usage());
            assertThat(streamed.stopReason()).isEqualTo(whole.stopReason());
        }
        assertThat(words.toString()).isEqualTo(whole.text());
    }

    @Test
    void remembersWhatWasSaid() {
        local.script(Scripted.text("One."), Scripted.text("Two."));
        Chat chat = bedrock.chat(MODEL).open();

        chat.ask("First?");
        try (ReplyStream stream = chat.stream("Second?")) {
            stream.reply();
        }

        assertThat(chat.turns())
                .extracting(Turn::text)
                .containsExactly("First?", "One.", "Second?", "Two.");
        assertThat(((Json.Obj) lastBody()).array("messages")).hasSize(3);
        assertThat(chat.usage().input()).isEqualTo(20);
        assertThat(Objects.requireNonNull(chat.lastTurn(Role.USER)).text()).isEqualTo("Second?");
        assertThat(chat.toString()).contains("user: First?").contains("assistant: Two.");
    }

    @Test
    void sendsParams() {
        bedrock.chat(MODEL)
                .params(
                        Params.DEFAULT
                                .withTemperature(0.2)
                                .withTopP(0.9)
                                .withMaxTokens(500)
                                .withStop("###"))
                .ask("Hi");

        assertThat(((Json.Obj) lastBody()).get("inferenceConfig"))
                .isEqualTo(
                        Json.parse(
                                "{\"maxTokens\":500,\"temperature\":0.2,\"topP\":0.9,\"stopSequences\":[\"###\"]}"));
    }

    @Test
    void laysApiArgsOverTheBody() {
        bedrock.model(MODEL)
                .withApiArgs(
                        Map.of(
                                "inferenceConfig", Map.of("temperature", Json.NULL, "maxTokens", 7),
                                "additionalModelRequestFields",
                                        Map.of("inferenceConfig", Map.of("topK", 20))))
                .chat()
                .params(Params.DEFAULT.withTemperature(0.2).withMaxTokens(500))
                .ask("Hi");

        assertThat(((Json.Obj) lastBody()).without("messages"))
                .isEqualTo(
                        Json.parse(
                                "{\"inferenceConfig\":{\"maxTokens\":7},\"additionalModelRequestFields\":{\"inferenceConfig\":{\"topK\":20}}}"));
    }

    @Test
    void sendsApiHeadersAndSignsThem() {
        bedrock.model(MODEL).withApiHeaders(Map.of("X-Team", "search")).chat().ask("Hi");

        var request = local.requests().getLast();
        assertThat(request.header("x-team")).isEqualTo("search");
        assertThat(request.header("authorization"))
                .contains("Credential=local/")
                .contains("/us-east-1/bedrock/aws4_request")
                .contains("x-team");
    }

    @Test
    void refusesAnAnswerThatIsNotWholeWhereOneIsNeeded() {
        Reply reply =
                bedrock.chat(MODEL)
                        .params(Params.DEFAULT.withMaxTokens(3))
                        .ask("Tell me a long story");

        assertThat(reply.stopReason()).isEqualTo(StopReason.MAX_TOKENS);
        assertThatThrownBy(reply::requireWhole)
                .isInstanceOf(IncompleteReplyException.class)
                .hasMessageContaining("max_tokens");
    }

    @Test
    void aFailedQuestionIsForgotten() {
        Chat chat = bedrock.chat(MODEL).open();
        local.script(Scripted.error("ValidationException", "no"), Scripted.text("Yes."));

        assertThatThrownBy(() -> chat.ask("Bad?"))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("no")
                .hasMessageContaining(MODEL);
        assertThat(chat.turns()).isEmpty();
        assertThat(chat.ask("Good?").text()).isEqualTo("Yes.");
    }

    @Test
    void closingAStreamKeepsWhatHadArrivedAndTheChatGoesOn() throws Exception {
        var gate = new StallGate();
        local.script(
                Scripted.events(
                                event("messageStart", "{\"role\":\"assistant\"}"),
                                event(
                                        "contentBlockDelta",
                                        "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Half \"}}"))
                        .afterFrames(2, new Step.Stall(gate)),
                Scripted.text("Fine."));
        Chat chat = bedrock.chat(MODEL).open();

        try (ReplyStream stream = chat.stream("Go")) {
            var events = stream.iterator();
            assertThat(events.next()).isInstanceOf(StreamEvent.MessageStart.class);
            assertThat(events.next()).isEqualTo(new StreamEvent.TextDelta(0, "Half "));
            assertThatThrownBy(() -> chat.ask("And?")).isInstanceOf(IllegalStateException.class);
        }

        assertThat(chat.turns()).extracting(Turn::isPartial).containsExactly(false, true);
        assertThat(chat.ask("Again").text()).isEqualTo("Fine.");
        gate.open();
    }

    @Test
    void aBlankQuestionIsRefusedBeforeItIsSent() {
        Chat chat = bedrock.chat(MODEL).open();

        assertThatThrownBy(() -> chat.ask("  \n")).isInstanceOf(IllegalArgumentException.class);
        assertThat(local.requests()).isEmpty();
    }

    @Test
    void aModelIdThatCannotBeOneIsRefused() {
        for (String id : List.of("", "a b", "a\nb", "x".repeat(2_049))) {
            assertThatThrownBy(() -> bedrock.model(id))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Event event(String type, String payload) {
        return new Event(type, (Json.Obj) Json.parse(payload));
    }

    private Json lastBody() {
        return local.requests().getLast().body();
    }
}
