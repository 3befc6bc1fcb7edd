package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.Model;
import dev.outcrop.ReplyStream;
import dev.outcrop.batch.Batch;
import dev.outcrop.error.TimedOutException;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.policy.CallContext;
import dev.outcrop.policy.Observer;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.tool.Approver.Approval;
import dev.outcrop.tool.Tool;
import dev.outcrop.tool.ToolPolicy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** The context of a thread that asks reaches the threads that work for it. */
@LocalBedrockTest
class ContextPropagationTest {
    private static final String NOVA = "us.amazon.nova-lite-v1:0";
    private static final ThreadLocal<@Nullable String> USER = new ThreadLocal<>();

    private final ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
    private final Tool whoami =
            Tool.of(
                    "whoami",
                    "Who the user is.",
                    () -> {
                        hear("tool");
                        return "known";
                    });
    private LocalBedrock local;
    private Bedrock bedrock;

    @BeforeEach
    void start(LocalBedrock local) {
        this.local = local;
        bedrock = connect(ContextPropagationTest::carried);
        USER.set("Ann");
    }

    @AfterEach
    void end() {
        USER.remove();
        bedrock.close();
    }

    private Bedrock connect(UnaryOperator<Runnable> wrapper) {
        return Bedrock.builder()
                .region("us-east-1")
                .baseUrl(local.endpoint().toString())
                .apiKey("k")
                .contextPropagation(wrapper)
                .observer(
                        new Observer() {
                            @Override
                            public void started(Observer.Call call) {
                                hear("call");
                            }
                        })
                .build();
    }

    /** As a logger's MDC is carried: read on one thread, set and removed on the other. */
    private static Runnable carried(Runnable task) {
        String user = USER.get();
        return () -> {
            USER.set(user);
            try {
                task.run();
            } finally {
                USER.remove();
            }
        };
    }

    private void hear(String who) {
        heard.add(who + " " + USER.get());
    }

    private void scriptToolCall() {
        local.script(
                Scripted.answer(
                        (Json.Obj)
                                Json.parse(
                                        """
                                        {"output":{"message":{"role":"assistant","content":[{"toolUse":
                                        {"toolUseId":"t1","name":"whoami","input":{}}}]}},
                                        "stopReason":"tool_use",
                                        "usage":{"inputTokens":1,"outputTokens":1,"totalTokens":2},
                                        "metrics":{"latencyMs":1}}
                                        """)),
                Scripted.text("Ann."));
    }

    private Chat chat() {
        return bedrock.chat(NOVA)
                .tools(whoami)
                .toolPolicy(
                        ToolPolicy.asking(
                                request -> {
                                    hear("approver");
                                    return Approval.ONCE;
                                }))
                .open();
    }

    @Test
    void itReachesToolsAndApprovers() {
        scriptToolCall();

        chat().ask("Who am I?");

        assertThat(heard).containsExactly("call Ann", "approver Ann", "tool Ann", "call Ann");
    }

    @Test
    void itReachesThemThroughAFuture() throws Exception {
        scriptToolCall();

        chat().askAsync("Who am I?").get(30, TimeUnit.SECONDS);

        assertThat(heard).containsExactly("call Ann", "approver Ann", "tool Ann", "call Ann");
    }

    @Test
    void itReachesThemThroughAPublisher() throws Exception {
        scriptToolCall();
        var done = new CompletableFuture<Void>();

        chat().publish(Content.text("Who am I?")).subscribe(all(done));

        done.get(30, TimeUnit.SECONDS);
        assertThat(heard).containsExactly("call Ann", "approver Ann", "tool Ann", "call Ann");
    }

    @Test
    void itReachesTheCallsOfABatch() {
        Model model = bedrock.model(NOVA);

        model.batch(List.of("a", "b", "c"), Batch.DEFAULT.withMaxActive(2));
        assertThat(heard).containsExactly("call Ann", "call Ann", "call Ann");

        heard.clear();
        Batch.DEFAULT
                .withContext(ContextPropagationTest::carried)
                .run(List.of("a", "b"), prompt -> model.invoke(prompt));
        assertThat(heard).containsExactly("call Ann", "call Ann");
    }

    @Test
    void itReachesTheCallsOfAModel() throws Exception {
        bedrock.model(NOVA).invokeAsync(Message.user("a")).get(30, TimeUnit.SECONDS);
        bedrock.embed("amazon.titan-embed-text-v2:0", List.of("a", "b"));

        assertThat(heard).containsExactly("call Ann", "call Ann", "call Ann");
    }

    @Test
    void itReachesObserversOfAnAnswerThatRunsOutOfTime() throws Exception {
        local.script(Scripted.text("One two three four."));
        var ended = new CompletableFuture<@Nullable String>();
        var observer =
                new Observer() {
                    @Override
                    public void questionEnded(Question question, QuestionEnded how) {
                        ended.complete(USER.get() + " " + how.outcome());
                    }
                };
        Model hasty =
                bedrock.model(NOVA)
                        .with(Timeouts.DEFAULT.withTotal(Duration.ofSeconds(1)))
                        .with(CallContext.NONE.withObserver(observer));

        try (ReplyStream unread = hasty.chat().stream("Count")) {
            assertThat(ended.get(30, TimeUnit.SECONDS)).isEqualTo("Ann FAILED");
            assertThatThrownBy(unread::reply).isInstanceOf(TimedOutException.class);
        }
    }

    @Test
    void withoutAWrapperThereIsNone() {
        bedrock = connect(UnaryOperator.identity());
        scriptToolCall();

        chat().ask("Who am I?");

        assertThat(heard).containsExactly("call Ann", "approver null", "tool null", "call Ann");
    }

    @Test
    void aWrapperThatFailsOnTheCallingThreadFailsTheQuestion() {
        bedrock =
                connect(
                        task -> {
                            throw new IllegalArgumentException("no context");
                        });
        scriptToolCall();

        assertThatThrownBy(() -> chat().ask("Who am I?")).hasMessage("no context");
        assertThatThrownBy(() -> chat().askAsync("Who am I?")).hasMessage("no context");
    }

    @Test
    void aWrapperThatFailsOnTheOtherThreadFailsTheQuestion() {
        bedrock =
                connect(
                        task ->
                                () -> {
                                    throw new IllegalArgumentException("no context");
                                });
        scriptToolCall();

        assertThatThrownBy(() -> bedrock.chat(NOVA).tools(whoami).ask("Who am I?"))
                .hasMessage("no context");
        assertThatThrownBy(() -> bedrock.chat(NOVA).askAsync("Who am I?").get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("no context");
        assertThat(bedrock.model(NOVA).batch(List.of("a"), Batch.DEFAULT).getFirst().isDone())
                .isFalse();
    }

    @Test
    void aWrapperThatDoesNotRunItsTaskFailsTheQuestion() {
        bedrock = connect(task -> () -> {});

        assertThatThrownBy(() -> bedrock.chat(NOVA).askAsync("Who am I?").get(30, TimeUnit.SECONDS))
                .hasRootCauseMessage("the context wrapper did not run its task");
        var done = new CompletableFuture<Void>();
        bedrock.chat(NOVA).publish(Content.text("Who am I?")).subscribe(all(done));
        assertThatThrownBy(() -> done.get(30, TimeUnit.SECONDS))
                .hasRootCauseMessage("the context wrapper did not run its task");
    }

    private static Flow.Subscriber<StreamEvent> all(CompletableFuture<Void> done) {
        return new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(StreamEvent event) {}

            @Override
            public void onError(Throwable thrown) {
                done.completeExceptionally(thrown);
            }

            @Override
            public void onComplete() {
                done.complete(null);
            }
        };
    }
}
