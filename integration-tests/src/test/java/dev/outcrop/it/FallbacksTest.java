package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.Model;
import dev.outcrop.Reply;
import dev.outcrop.ReplyStream;
import dev.outcrop.error.AccessDeniedException;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ThrottledException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.StallGate;
import dev.outcrop.local.script.Step;
import dev.outcrop.local.wire.Event;
import dev.outcrop.message.Message;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Observer;
import dev.outcrop.policy.Retries;
import dev.outcrop.settings.Params;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What happens where one model gives no answer and another one is named. */
@LocalBedrockTest
class FallbacksTest {
    private static final String FIRST = "us.amazon.nova-pro-v1:0";
    private static final String SECOND = "us.amazon.nova-lite-v1:0";
    private static final String THIRD = "us.meta.llama3-3-70b-instruct-v1:0";

    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private LocalBedrock local;
    private Bedrock bedrock;

    @BeforeEach
    void start(LocalBedrock local) {
        this.local = local;
        bedrock = connect(local);
    }

    private Bedrock connect(LocalBedrock local) {
        return Bedrock.builder()
                .region("us-east-1")
                .baseUrl(local.endpoint().toString())
                .apiKey("k")
                .retries(Retries.NONE)
                .observer(
                        new Observer() {
                            @Override
                            public void started(Observer.Call call) {
                                heard.add("started " + call.modelId());
                            }

                            @Override
                            public void ended(Observer.Call call, Ended how) {
                                heard.add(how.outcome() + " " + call.modelId());
                            }
                        })
                .build();
    }

    @AfterEach
    void stop() {
        bedrock.close();
    }

    private Model model() {
        return bedrock.model(FIRST)
                .withFallbacks(
                        bedrock.model(SECOND).with(Params.DEFAULT.withMaxTokens(7)),
                        bedrock.model(THIRD));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ThrottlingException",
                "ServiceUnavailableException",
                "ModelErrorException",
                "ModelNotReadyException",
                "AccessDeniedException",
                "ResourceNotFoundException",
                "InternalServerException",
                "ValidationException"
            })
    void anotherModelAnswersAsItIsSetUpItself(String error) {
        local.script(Scripted.error(error, "no"), Scripted.text("Yes."));

        Reply reply = model().invoke("Hi");

        assertThat(reply.text()).isEqualTo("Yes.");
        assertThat(reply.modelId()).isEqualTo(SECOND);
        assertThat(reply.attempts()).isEqualTo(2);
        assertThat(((Json.Obj) local.requests().getLast().body()).get("inferenceConfig"))
                .isEqualTo(Json.parse("{\"maxTokens\":7}"));
        assertThat(heard)
                .containsExactly(
                        "started " + FIRST,
                        "FAILED " + FIRST,
                        "started " + SECOND,
                        "DONE " + SECOND);
    }

    @Test
    void aStreamSaysThatAnotherModelIsAsked() {
        local.script(
                Scripted.error("AccessDeniedException", "no"),
                Scripted.events(Event.messageStart()),
                Scripted.text("Yes."));

        var seen = new ArrayList<StreamEvent>();
        try (ReplyStream stream = model().stream("Hi")) {
            stream.forEach(seen::add);
            assertThat(stream.reply().modelId()).isEqualTo(THIRD);
            assertThat(stream.reply().attempts()).isEqualTo(3);
        }

        assertThat(seen.subList(0, 2))
                .extracting(event -> ((StreamEvent.FellBack) event).modelId())
                .containsExactly(SECOND, THIRD);
        assertThat(heard)
                .containsExactly(
                        "started " + FIRST,
                        "FAILED " + FIRST,
                        "started " + SECOND,
                        "FAILED " + SECOND,
                        "started " + THIRD,
                        "DONE " + THIRD);
    }

    @Test
    void onceAnAnswerHasBegunNoOtherModelIsAsked() {
        local.script(
                Scripted.events(Event.messageStart(), Event.textDelta(0, "Half")),
                Scripted.text("Never."));

        try (ReplyStream stream = model().stream("Hi")) {
            assertThatThrownBy(stream::reply).isInstanceOf(BedrockException.class);
        }

        assertThat(local.requests()).hasSize(1);
        assertThat(heard).containsExactly("started " + FIRST, "FAILED " + FIRST);
    }

    @Test
    void whereNoneAnswersTheFirstFailureIsThrownAndHasTheOthers() {
        for (boolean streamed : List.of(false, true)) {
            heard.clear();
            local.script(
                    Scripted.error("ThrottlingException", "one"),
                    Scripted.error("AccessDeniedException", "two"),
                    Scripted.error("ModelErrorException", "three"));

            assertThatThrownBy(
                            () -> {
                                if (streamed) {
                                    try (ReplyStream stream = model().stream("Hi")) {
                                        stream.reply();
                                    }
                                } else {
                                    model().invoke("Hi");
                                }
                            })
                    .isInstanceOf(ThrottledException.class)
                    .satisfies(e -> assertThat(e.getSuppressed()).hasSize(2))
                    .satisfies(
                            e ->
                                    assertThat(e.getSuppressed()[0])
                                            .isInstanceOf(AccessDeniedException.class));
            assertThat(heard).filteredOn(line -> line.startsWith("FAILED")).hasSize(3);
            assertThat(heard).hasSize(6);
        }
    }

    @Test
    void whatIsRefusedBeforeItIsSentIsRefusedByAll() {
        assertThatThrownBy(() -> model().invoke(Message.user(" ")))
                .isInstanceOf(ValidationException.class);
        assertThat(local.requests()).isEmpty();
    }

    @Test
    void whoStopsTheCallHearsOfThatAndNoOtherModelIsAsked() throws Exception {
        var gate = new StallGate();
        var handle = new Cancellation();
        local.script(
                Scripted.error("ThrottlingException", "no"), Scripted.steps(new Step.Stall(gate)));
        var future = model().with(handle).invokeAsync(Message.user("Hi"));
        assertThat(gate.awaitArrival(Duration.ofSeconds(10))).isTrue();

        handle.cancel();

        assertThatThrownBy(future::join).hasCauseInstanceOf(CancelledException.class);
        assertThat(local.requests()).hasSize(2);
        gate.open();
    }

    @Test
    void aStreamThatIsClosedWhileAnotherModelIsAskedEnds() throws Exception {
        var gate = new StallGate();
        local.script(
                Scripted.error("ThrottlingException", "no"), Scripted.steps(new Step.Stall(gate)));
        var opened = new java.util.concurrent.CompletableFuture<Throwable>();
        Thread reader =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try (ReplyStream stream = model().stream("Hi")) {
                                        stream.reply();
                                    } catch (BedrockException e) {
                                        opened.complete(e);
                                    }
                                });
        assertThat(gate.awaitArrival(Duration.ofSeconds(10))).isTrue();

        reader.interrupt();

        assertThat(opened.get(10, java.util.concurrent.TimeUnit.SECONDS))
                .isInstanceOf(CancelledException.class);
        assertThat(local.requests()).hasSize(2);
        gate.open();
    }

    @Test
    void aModelOfAnotherBedrockIsAskedThere() {
        try (var elsewhere = LocalBedrock.start();
                var other = connect(elsewhere)) {
            local.script(Scripted.error("ServiceUnavailableException", "no"));
            elsewhere.script(Scripted.text("From afar."));

            Reply reply = bedrock.model(FIRST).withFallbacks(other.model(SECOND)).invoke("Hi");

            assertThat(reply.text()).isEqualTo("From afar.");
        }
    }

    @Test
    void aChatGoesOnWithTheFirstModelAndPricesEachAnswerByItsOwn() {
        local.script(
                Scripted.text("One."), Scripted.error("ThrottlingException", "no"),
                Scripted.text("Two."), Scripted.text("Three."));
        Chat chat = bedrock.model(FIRST).withFallbacks(bedrock.model(SECOND)).chat().open();
        chat.ask("One?");
        chat.ask("Two?");
        chat.ask("Three?");

        assertThat(chat.tokens())
                .extracting(row -> row.modelId() + " " + row.asked())
                .containsExactly(FIRST + " One?", SECOND + " Two?", FIRST + " Three?");
        assertThat(chat.tokens().get(0).cost().usd())
                .isGreaterThan(chat.tokens().get(1).cost().usd());
        assertThat(chat.cost().usd())
                .isEqualByComparingTo(
                        chat.tokens().stream()
                                .map(row -> row.cost().usd())
                                .reduce(java.math.BigDecimal.ZERO, java.math.BigDecimal::add));
    }
}
