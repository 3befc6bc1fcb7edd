package dev.outcrop.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.AwsCredentials;
import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.ChatBuilder;
import dev.outcrop.Model;
import dev.outcrop.Reply;
import dev.outcrop.ReplyStream;
import dev.outcrop.aws.Credentials;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.IncompleteReplyException;
import dev.outcrop.error.StreamTruncatedException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.history.VendorBlocks;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.StallGate;
import dev.outcrop.local.script.Step;
import dev.outcrop.local.wire.StreamCut;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.Source;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.Observer;
import dev.outcrop.policy.Retries;
import dev.outcrop.settings.Params;
import dev.outcrop.settings.Protocol;
import dev.outcrop.tool.Tool;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** One behaviour, whichever API the model is asked by. */
@LocalBedrockTest
abstract class ChatContract {
    /** Where a stream is broken: something has come by then, and something has not. */
    private static final int SOME_WRITES = 8;

    private static final Retries NO_WAITING =
            new Retries(
                    3,
                    Duration.ofMinutes(1),
                    Duration.ofNanos(1_000),
                    Duration.ofNanos(1_000),
                    Duration.ofMillis(1),
                    false);

    final Backend backend;
    final List<String> heard = new CopyOnWriteArrayList<>();
    LocalBedrock local;
    Bedrock bedrock;

    ChatContract(Backend backend) {
        this.backend = backend;
    }

    @BeforeEach
    void start(LocalBedrock local) {
        this.local = local;
        bedrock =
                Bedrock.builder()
                        .baseUrl(local.endpoint().toString())
                        .region("us-east-1")
                        .credentials(
                                AwsCredentials.of(Credentials.accessKeys("local", "no-secret")))
                        .retries(NO_WAITING)
                        .observer(
                                new Observer() {
                                    @Override
                                    public void ended(Observer.Call call, Ended how) {
                                        heard.add(
                                                call.operation()
                                                        + " "
                                                        + how.outcome()
                                                        + " "
                                                        + (how.usage().output() > 0));
                                    }
                                })
                        .build();
    }

    @AfterEach
    void stop() {
        bedrock.close();
    }

    private ChatBuilder chat() {
        return backend.in(bedrock.model(backend.modelId())).chat();
    }

    @Test
    void asksAndIsAnswered() {
        local.script(Scripted.text("Hello."));

        Reply reply = chat().ask("Hi!");

        assertThat(reply.text()).isEqualTo("Hello.");
        assertThat(reply.stopReason().wire()).isIn("end_turn", "stop_sequence");
        assertThat(reply.requireWhole()).isSameAs(reply);
        assertThat(reply.usage().input()).isEqualTo(10);
        assertThat(reply.usage().output()).isEqualTo(5);
        assertThat(reply.raw().get(backend.member())).isNotNull();
        assertThat(heard).containsExactly(backend.whole() + " DONE true");
    }

    @Test
    void streamsTheSameAnswerThatItWouldGiveWhole() {
        String question = "Tell me three jokes about statisticians";
        Reply whole = chat().ask(question);

        var words = new StringBuilder();
        try (ReplyStream stream = chat().open().stream(question)) {
            stream.text().forEach(words::append);
            Reply streamed = stream.reply();
            assertThat(said(streamed)).isEqualTo(said(whole));
            assertThat(streamed.usage().input()).isEqualTo(whole.usage().input());
            assertThat(streamed.usage().output()).isEqualTo(whole.usage().output());
            assertThat(streamed.stopReason()).isEqualTo(whole.stopReason());
            assertThat(streamed.raw().get(backend.member())).isNotNull();
        }
        assertThat(words.toString()).isEqualTo(whole.text()).isNotBlank();
        assertThat(heard)
                .containsExactly(backend.whole() + " DONE true", backend.streamed() + " DONE true");
    }

    @Test
    void eventsAreThoseOfConverseStream() {
        local.script(Scripted.text("One and two"));
        var events = new ArrayList<StreamEvent>();

        try (ReplyStream stream = chat().open().stream("Count")) {
            stream.forEach(events::add);
        }

        assertThat(events.getFirst()).isInstanceOf(StreamEvent.MessageStart.class);
        assertThat(events).filteredOn(StreamEvent.MessageStop.class::isInstance).hasSize(1);
        int stop = events.indexOf(only(events, StreamEvent.MessageStop.class));
        assertThat(events.subList(0, stop))
                .filteredOn(StreamEvent.BlockStop.class::isInstance)
                .hasSize(1);
        assertThat(events.subList(stop, events.size()))
                .filteredOn(StreamEvent.TextDelta.class::isInstance)
                .isEmpty();
    }

    private static StreamEvent only(List<StreamEvent> events, Class<?> type) {
        return events.stream().filter(type::isInstance).findFirst().orElseThrow();
    }

    @Test
    void remembersWhatWasSaid() {
        local.script(Scripted.text("One."), Scripted.text("Two."), Scripted.text("Three."));
        Chat chat = chat().system("Be brief.").open();

        chat.ask("First?");
        try (ReplyStream stream = chat.stream("Second?")) {
            stream.reply();
        }
        chat.ask("Third?");

        assertThat(chat.turns())
                .extracting(Turn::text)
                .containsExactly("First?", "One.", "Second?", "Two.", "Third?", "Three.");
        assertThat(chat.usage().input()).isEqualTo(30);
        assertThat(local.requests().getLast().body().toString())
                .contains("Be brief.", "First?", "One.", "Second?", "Two.", "Third?");
    }

    @Test
    void maxTokensCutsAnAnswerAndIsSaid() {
        Reply reply = chat().params(Params.DEFAULT.withMaxTokens(3)).ask("Tell me a long story");

        assertThat(reply.stopReason()).isEqualTo(StopReason.MAX_TOKENS);
        assertThatThrownBy(reply::requireWhole).isInstanceOf(IncompleteReplyException.class);
    }

    @Test
    void aFailedQuestionIsForgotten() {
        Chat chat = chat().open();
        local.script(Scripted.error("ValidationException", "no"), Scripted.text("Yes."));

        assertThatThrownBy(() -> chat.ask("Bad?"))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("no");
        assertThat(chat.turns()).isEmpty();
        assertThat(chat.ask("Good?").text()).isEqualTo("Yes.");
        assertThat(heard.getFirst()).isEqualTo(backend.whole() + " FAILED false");
    }

    @Test
    void whatIsThrottledIsAskedAgain() {
        local.script(
                Scripted.error("ThrottlingException", "slow down"),
                Scripted.text("Yes."),
                Scripted.error("ThrottlingException", "slow down"),
                Scripted.text("Yes."));

        assertThat(chat().ask("Now?").attempts()).isEqualTo(2);
        try (ReplyStream stream = chat().open().stream("Now?")) {
            assertThat(stream.reply().attempts()).isEqualTo(2);
        }
    }

    @Test
    void aStreamThatBreaksOffIsNoAnswer() {
        for (Step end : List.of(new Step.Abort(StreamCut.CLOSE), new Step.End())) {
            local.script(
                    new Scripted.Interrupted(SOME_WRITES, Scripted.steps(end)),
                    Scripted.text("Fine."));
            Chat chat = chat().open();

            try (ReplyStream stream = chat.stream("Tell me a long story")) {
                assertThatThrownBy(stream::reply)
                        .isInstanceOf(StreamTruncatedException.class)
                        .satisfies(e -> assertThat(partial(e).text()).isNotBlank());
            }

            assertThat(chat.turns()).extracting(Turn::isPartial).containsExactly(false, true);
            assertThat(chat.ask("Again").text()).isEqualTo("Fine.");
        }
    }

    @Test
    void anExceptionInTheStreamIsThrown() {
        local.script(
                new Scripted.Interrupted(
                        SOME_WRITES,
                        Scripted.steps(backend.failure("it went wrong"), new Step.End())));

        try (ReplyStream stream = chat().open().stream("Tell me a long story")) {
            assertThatThrownBy(stream::reply)
                    .isInstanceOf(backend.failed())
                    .hasMessageContaining("it went wrong")
                    .satisfies(e -> assertThat(partial(e).text()).isNotBlank());
        }
        assertThat(heard).containsExactly(backend.streamed() + " FAILED false");
    }

    @Test
    void closingAStreamCancelsTheCallAndKeepsWhatHadArrived() {
        var gate = new StallGate();
        local.script(
                new Scripted.Interrupted(SOME_WRITES, Scripted.steps(new Step.Stall(gate))),
                Scripted.text("Fine."));
        Chat chat = chat().open();

        ReplyStream stream = chat.stream("Tell me a long story");
        assertThat(stream.text().iterator().next()).isNotEmpty();
        stream.close();

        assertThatThrownBy(stream::reply).isInstanceOf(CancelledException.class);
        assertThat(bedrock.liveCalls()).isZero();
        assertThat(chat.turns()).extracting(Turn::isPartial).containsExactly(false, true);
        assertThat(chat.ask("Again").text()).isEqualTo("Fine.");
        assertThat(heard.getFirst()).isEqualTo(backend.streamed() + " CANCELLED false");
        gate.open();
    }

    @Test
    void answersOnAThreadOfItsOwn() throws Exception {
        local.script(Scripted.text("Hello."));

        Reply reply =
                backend.in(bedrock.model(backend.modelId()))
                        .invokeAsync(Message.user("Hi"))
                        .get(20, TimeUnit.SECONDS);

        assertThat(reply.text()).isEqualTo("Hello.");
    }

    /** The message, without ids that are another with each answer. */
    private static List<Message> said(Reply reply) {
        var request = ConverseRequest.builder("m").messages(reply.turn().message()).build();
        return VendorBlocks.without(request).messages();
    }

    /** Bedrock counts for some models only, and says so. */
    @Test
    void countsTokensWhereBedrockDoes() {
        Model model = backend.in(bedrock.model(backend.modelId()));
        String outcome;
        try {
            assertThat(model.countTokens(Message.user("How many are these?"))).isPositive();
            outcome = "DONE";
        } catch (ValidationException e) {
            assertThat(e).hasMessageContaining("doesn't support counting tokens");
            outcome = "FAILED";
        }

        assertThat(heard).containsExactly("CountTokens " + outcome + " false");
        assertThat(local.requests().getLast().body().toString())
                .contains(backend.protocol() == Protocol.CONVERSE ? "converse" : "invokeModel");
    }

    @Test
    void aPictureIsSentOrRefusedByAWordThatHelps() {
        var picture = new Content.Image("png", Source.bytes(new byte[] {1, 2, 3}));
        Chat chat = chat().open();

        BedrockException refused = null;
        try {
            backend.in(bedrock.model(backend.modelId()))
                    .invoke(Message.user(picture, Content.text("What is this?")));
        } catch (BedrockException e) {
            refused = e;
        }

        if (refused == null || refused.details().status() != 0) {
            assertThat(local.requests().getLast().body().toString()).contains("AQID");
        } else {
            assertThat(refused)
                    .isInstanceOf(ValidationException.class)
                    .hasMessageContaining("images")
                    .hasMessageContaining("CONVERSE");
            assertThat(local.requests()).isEmpty();
        }
        assertThat(chat.turns()).isEmpty();
    }

    record Person(String name, int age) {}

    /** By a schema or a tool where the format has one, by words where it has neither. */
    @Test
    void dataIsGotWhateverTheFormatCarries() {
        local.script(Scripted.text("{\"name\":\"Susan\",\"age\":13}"));
        Chat chat = chat().open();

        Person person = chat.extract(Person.class, "My name is Susan and I'm 13 years old");

        assertThat(person).isEqualTo(new Person("Susan", 13));
        assertThat(local.requests()).hasSize(1);
        assertThat(local.requests().getLast().body().toString())
                .contains("My name is Susan", "integer", "age");
        assertThat(chat.turns()).hasSize(2);
    }

    record Sum(int a, int b) {}

    private static Scripted callsAdd() {
        return Scripted.answer(
                (Json.Obj)
                        Json.parse(
                                "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":["
                                        + "{\"text\":\"I add.\"},{\"toolUse\":{\"toolUseId\":"
                                        + "\"tooluse_1\",\"name\":\"add\",\"input\":"
                                        + "{\"a\":20,\"b\":22}}}]}},\"stopReason\":\"tool_use\","
                                        + "\"usage\":{\"inputTokens\":10,\"outputTokens\":5,"
                                        + "\"totalTokens\":15},\"metrics\":{\"latencyMs\":1}}"));
    }

    private ChatBuilder adding(List<Sum> added) {
        return chat().tools(
                        Tool.of(
                                "add",
                                "Adds two numbers",
                                Sum.class,
                                sum -> {
                                    added.add(sum);
                                    return sum.a() + sum.b();
                                }));
    }

    @Test
    void toolsAreRunOrRefusedByAWordThatHelps() {
        var added = new CopyOnWriteArrayList<Sum>();
        if (!backend.tools()) {
            assertThatThrownBy(() -> adding(added).open().ask("20 and 22?"))
                    .isInstanceOf(ValidationException.class)
                    .hasMessageContaining("tools")
                    .hasMessageContaining("CONVERSE");
            assertThat(local.requests()).isEmpty();
            return;
        }
        local.script(callsAdd(), Scripted.text("It is 42."), callsAdd(), Scripted.text("Still."));

        Chat chat = adding(added).open();
        Reply reply = chat.ask("20 and 22?");

        assertThat(added).containsExactly(new Sum(20, 22));
        assertThat(reply.text()).isEqualTo("It is 42.");
        assertThat(reply.turns().getFirst().stopReason()).isEqualTo(StopReason.TOOL_USE);
        assertThat(reply.turns().getFirst().text()).isEqualTo("I add.");
        assertThat(reply.usage().output()).isEqualTo(10);
        assertThat(local.requests().getLast().body().toString())
                .contains("20 and 22?", "42", "add");

        try (ReplyStream stream = chat.stream("Again?")) {
            assertThat(stream.reply().text()).isEqualTo("Still.");
        }
        assertThat(added).hasSize(2);
        assertThat(chat.turns()).hasSize(8);
    }

    private static Turn partial(Throwable e) {
        Turn partial = ((BedrockException) e).details().partial();
        assertThat(partial).isNotNull();
        return partial;
    }
}
