package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Bedrock;
import dev.outcrop.Model;
import dev.outcrop.Reply;
import dev.outcrop.aws.Credentials;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Observer;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.settings.Params;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.concurrent.FutureTask;

/**
 * What is asked of Bedrock to ask at all is never asked on the thread of an asynchronous caller.
 */
@LocalBedrockTest
@Timeout(60)
class AsyncCallersTest {
    private static final Credentials KEYS = Credentials.accessKeys("AKIDEXAMPLE", "secret");
    private static final Params EFFORT = Params.DEFAULT.withReasoningEffort("low").withTopK(5);

    private final Set<Thread> called = ConcurrentHashMap.newKeySet();
    private HeldProfiles profiles;
    private LocalBedrock local;
    private Bedrock bedrock;

    @BeforeEach
    void start(LocalBedrock local) throws Exception {
        profiles = new HeldProfiles();
        this.local = local;
        bedrock =
                Bedrock.builder()
                        .baseUrl(local.endpoint().toString())
                        .controlUrl(profiles.url())
                        .region("us-east-1")
                        .credentials(
                                () -> {
                                    called.add(Thread.currentThread());
                                    return KEYS;
                                })
                        .observer(
                                new Observer() {
                                    @Override
                                    public void started(Observer.Call call) {
                                        called.add(Thread.currentThread());
                                    }
                                })
                        .build();
    }

    @AfterEach
    void stop() {
        profiles.close();
        bedrock.close();
    }

    private Model model() {
        return bedrock.model(WithLocal.ARN).with(EFFORT);
    }

    private void assertAnswered(CompletableFuture<?> future) throws Exception {
        profiles.awaitQuestion();
        assertThat(future).isNotDone();
        profiles.answer();
        assertThat(future.get()).isNotNull();
        assertThat(called).isNotEmpty().doesNotContain(Thread.currentThread());
    }

    @Test
    void invokeAsyncReturnsBeforeItIsKnownWhatTheModelIs() throws Exception {
        assertAnswered(model().invokeAsync(Message.user("One?")));
        assertThat(fields().get("top_k")).isEqualTo(WithLocal.json("5"));
    }

    @Test
    void askAsyncReturnsBeforeItIsKnownWhatTheModelIs() throws Exception {
        assertAnswered(bedrock.chat(WithLocal.ARN).params(EFFORT).open().askAsync("One?"));
    }

    @Test
    void aPublisherReturnsBeforeItIsKnownWhatTheModelIs() throws Exception {
        var end = new CompletableFuture<String>();

        model().publish(Message.user("One?")).subscribe(new Ends(end));

        assertAnswered(end);
    }

    @Test
    void aPublisherOfAChatReturnsBeforeItIsKnownWhatTheModelIs() throws Exception {
        var end = new CompletableFuture<String>();
        var chat = bedrock.chat(WithLocal.ARN).params(EFFORT).open();

        chat.publish(Content.text("One?")).subscribe(new Ends(end));

        assertAnswered(end);
    }

    @Test
    void extractAsyncReturnsBeforeItIsKnownWhatTheModelIs() throws Exception {
        CompletableFuture<Json> future =
                model().extractor(JsonSchema.of(WithLocal.object("{\"type\":\"object\"}")))
                        .extractAsync("One?");
        profiles.awaitQuestion();
        assertThat(future).isNotDone();
        profiles.answer();
        var unused = future.handle((value, failure) -> true).get();
        assertThat(called).isNotEmpty().doesNotContain(Thread.currentThread());
    }

    @Test
    void whatIsWrongWithAQuestionIsSaidAtOnce() {
        assertThatThrownBy(() -> model().invokeAsync()).isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> model().publish()).isInstanceOf(ValidationException.class);
        assertThat(profiles.asked()).isZero();
    }

    @Test
    void anExtractionThatIsCancelledEndsTheQuestionWhatTheModelIs() throws Exception {
        CompletableFuture<Json> future =
                model().extractor(JsonSchema.of(WithLocal.object("{\"type\":\"object\"}")))
                        .extractAsync("One?");
        profiles.awaitQuestion();

        future.cancel(true);

        while (bedrock.liveCalls() > 0) {
            Thread.onSpinWait();
        }
        assertThat(local.requests()).isEmpty();
    }

    @Test
    void aCallerThatIsCancelledLeavesTheOthersTheirSettings() throws Exception {
        var handle = new Cancellation();
        var first = model().with(handle).invokeAsync(Message.user("One?"));
        profiles.awaitQuestion();
        var second = new FutureTask<Reply>(() -> model().invoke(Message.user("Two?")));
        awaitWaiting(Thread.startVirtualThread(second));

        handle.cancel();
        assertThatThrownBy(first::join).hasCauseInstanceOf(CancelledException.class);
        profiles.answer();

        second.get();
        assertThat(fields().get("top_k")).isEqualTo(WithLocal.json("5"));
        assertThat(profiles.asked()).isEqualTo(1);
    }

    @Test
    void aCallerWithLittleTimeLeavesTheOthersTheirSettings() throws Exception {
        var hurried =
                model().with(Timeouts.DEFAULT.withTotal(Duration.ofMillis(200)))
                        .invokeAsync(Message.user("One?"));
        profiles.awaitQuestion();
        var second = new FutureTask<Reply>(() -> model().invoke(Message.user("Two?")));
        awaitWaiting(Thread.startVirtualThread(second));

        hurried.handle((reply, failure) -> true).get();
        profiles.answer();

        second.get();
        assertThat(fields().get("top_k")).isEqualTo(WithLocal.json("5"));
    }

    @Test
    void aCallerThatWaitsForTheQuestionOfAnotherCanBeCancelled() throws Exception {
        var first = model().invokeAsync(Message.user("One?"));
        profiles.awaitQuestion();
        var handle = new Cancellation();
        var second = new FutureTask<Reply>(() -> model().with(handle).invoke(Message.user("Two?")));
        awaitWaiting(Thread.startVirtualThread(second));

        handle.cancel();

        assertThatThrownBy(second::get).hasCauseInstanceOf(CancelledException.class);
        assertThat(first).isNotDone();
    }

    @Test
    void aCallerThatWaitsForTheQuestionOfAnotherCanBeInterrupted() throws Exception {
        var first = model().invokeAsync(Message.user("One?"));
        profiles.awaitQuestion();

        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> model().invoke(Message.user("Two?")))
                .isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(first).isNotDone();
    }

    @Test
    void allThatIsKnownOfAnIdCanBeAskedForUntilCancelled() throws Exception {
        var handle = new Cancellation();
        var asking = new FutureTask<>(() -> model().with(handle).resolve());
        Thread.startVirtualThread(asking);
        profiles.awaitQuestion();

        handle.cancel();

        assertThatThrownBy(asking::get).hasCauseInstanceOf(CancelledException.class);
    }

    private Json.Obj fields() {
        return ((Json.Obj) local.requests().getLast().body())
                .object("additionalModelRequestFields");
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING
                && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    /** Asks for all events at once. */
    private record Ends(CompletableFuture<String> end) implements Flow.Subscriber<StreamEvent> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(StreamEvent event) {}

        @Override
        public void onError(Throwable failure) {
            end.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            end.complete("complete");
        }
    }
}
