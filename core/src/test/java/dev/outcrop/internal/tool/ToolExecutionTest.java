package dev.outcrop.internal.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.error.CancelledException;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.tool.Approver.Approval;
import dev.outcrop.tool.Tool;
import dev.outcrop.tool.ToolPolicy;
import dev.outcrop.tool.ToolRequest.Registration;
import dev.outcrop.tool.ToolReturn;
import dev.outcrop.tool.ToolReturn.Outcome;
import dev.outcrop.tool.Toolbox;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

class ToolExecutionTest {
    private static final JsonSchema NUMBER =
            JsonSchema.parse("{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}}}");

    private final ToolSettings settings = new ToolSettings();
    private final Cancellation cancellation = new Cancellation();
    private final AtomicInteger runs = new AtomicInteger();
    private final Tool echo =
            Tool.of(
                    "echo",
                    "Echoes.",
                    NUMBER,
                    input -> {
                        runs.incrementAndGet();
                        return input.integer("n", -1);
                    });

    @Test
    void resultsComeBackInTheOrderOfTheCalls() {
        var second = new CountDownLatch(1);
        Tool first =
                Tool.of(
                        "first",
                        "Waits for the second.",
                        NUMBER,
                        input -> second.await(30, TimeUnit.SECONDS));
        settings.onResult(
                done -> {
                    if (done.request().name().equals("echo")) {
                        second.countDown();
                    }
                });

        ToolExecution run =
                run(Toolbox.of(first, echo), call("a", "first", 0), call("b", "echo", 7));

        assertThat(events(run)).containsExactly("?a", "?b", "b=7", "a=true");
        assertThat(results(run)).containsExactly("a=true", "b=7");
    }

    @Test
    void theLastHookSeesARequestFirstAndCanBeTakenBack() {
        var seen = new ArrayList<String>();
        settings.onRequest(
                request -> {
                    seen.add("first");
                    return request;
                });
        Registration second =
                settings.onRequest(
                        request -> {
                            seen.add("second");
                            return request;
                        });
        settings.onResult(done -> seen.add("result"));

        events(run(Toolbox.of(echo), call("a", "echo", 1)));
        second.close();
        second.close();
        events(run(Toolbox.of(echo), call("a", "echo", 1)));

        assertThat(seen).containsExactly("second", "first", "result", "first", "result");
    }

    @Test
    void aHookMayChangeTheInputWhichIsThenChecked() {
        settings.onRequest(request -> request.withInput(json("{\"n\":42}")));
        assertThat(results(run(Toolbox.of(echo), call("a", "echo", 1)))).containsExactly("a=42");

        var strict = new ToolSettings();
        strict.onRequest(request -> request.withInput(json("{\"n\":\"many\"}")));
        var run =
                new ToolExecution(
                        List.of(call("a", "echo", 1)),
                        Toolbox.of(echo),
                        strict,
                        System::nanoTime,
                        ToolQuestion.of(cancellation));
        assertThat(results(run)).first().asString().startsWith("a!").contains("/n");
        assertThat(runs).hasValue(1);
    }

    @Test
    void aHookMayRejectWithAReason() {
        settings.onRequest(request -> request.reject("not on a Sunday"));
        settings.onRequest(request -> request.reject("the first reason counts"));
        var done = new ArrayList<ToolReturn>();
        settings.onResult(done::add);

        ToolExecution run = run(Toolbox.of(echo), call("a", "echo", 1));

        assertThat(results(run))
                .containsExactly("a!The call was rejected: the first reason counts");
        assertThat(runs).hasValue(0);
        assertThat(done).extracting(ToolReturn::outcome).containsExactly(Outcome.REJECTED);
    }

    @Test
    void whatNeedsApprovalIsAskedForOnceOrAlways() {
        var asked = new ConcurrentLinkedQueue<String>();
        settings.policy(
                ToolPolicy.ALLOW_ALL
                        .with(
                                request -> {
                                    asked.add(request.id());
                                    return Approval.ALWAYS;
                                })
                        .ask("echo"));
        ToolSettings fork = settings.copy();

        events(run(Toolbox.of(echo), call("a", "echo", 1), call("b", "echo", 1)));
        assertThat(asked).as("always is for those that follow, too").containsExactly("a");

        settings.onRequest(request -> request.requireApproval());
        events(run(Toolbox.of(echo), call("c", "echo", 1)));
        assertThat(asked).containsExactly("a", "c");
        assertThat(fork.policy().decide("echo", false)).isEqualTo(ToolPolicy.Decision.ASK);
        assertThat(runs).hasValue(3);
    }

    @Test
    void noToolRunsBeforeAllAreApproved() {
        var approved = new AtomicInteger();
        settings.policy(
                ToolPolicy.asking(
                        request -> {
                            assertThat(runs).hasValue(0);
                            approved.incrementAndGet();
                            return request.id().equals("b") ? Approval.NO : Approval.ONCE;
                        }));

        List<String> results =
                results(run(Toolbox.of(echo), call("a", "echo", 1), call("b", "echo", 2)));

        assertThat(approved).hasValue(2);
        assertThat(results)
                .containsExactly("a=1", "b!The call was rejected: The user does not allow it.");
    }

    @Test
    void inSequenceNoneBeginsBeforeTheOneBeforeHasEnded() {
        var live = new AtomicInteger();
        var most = new AtomicInteger();
        Tool one =
                Tool.of(
                        "one",
                        "Counts, and gives others the time to begin, too.",
                        NUMBER,
                        input -> {
                            most.accumulateAndGet(live.incrementAndGet(), Math::max);
                            boolean another = new CountDownLatch(1).await(5, TimeUnit.MILLISECONDS);
                            return another ? -1 : live.decrementAndGet();
                        });
        settings.sequential(true);

        events(run(Toolbox.of(one), call("a", "one", 1), call("b", "one", 1), call("c", "one", 1)));

        assertThat(most).hasValue(1);
    }

    @Test
    void togetherAllRunAtTheSameTime() {
        var together = new CyclicBarrier(8);
        Tool meet =
                Tool.of("meet", "Meets.", NUMBER, input -> together.await(30, TimeUnit.SECONDS));
        var calls = new Content.ToolUse[8];
        for (int i = 0; i < 8; i++) {
            calls[i] = call("t" + i, "meet", i);
        }

        assertThat(results(run(Toolbox.of(meet), calls))).noneMatch(r -> r.contains("!"));
    }

    @Test
    void anErrorEndsTheRunAndWhatWasDoneIsKnown() {
        var error = new StackOverflowError("too deep");
        Tool deep =
                Tool.of(
                        "deep",
                        "Fails.",
                        NUMBER,
                        input -> {
                            throw error;
                        });
        settings.sequential(true);
        ToolExecution run =
                run(
                        Toolbox.of(deep, echo),
                        call("a", "echo", 1),
                        call("b", "deep", 1),
                        call("c", "echo", 1));

        assertThatThrownBy(() -> events(run)).isSameAs(error);
        assertThat(results(run))
                .containsExactly(
                        "a=1",
                        "b!The tool failed: too deep",
                        "c!The tool was not run: the question was cancelled first.");
        assertThat(runs).hasValue(1);
    }

    @Test
    void whatAHookThrowsIsThrownAndTheResultIsKept() {
        settings.onResult(
                done -> {
                    throw new IllegalStateException("no log");
                });
        ToolExecution run = run(Toolbox.of(echo), call("a", "echo", 1));

        assertThatThrownBy(() -> events(run)).hasMessage("no log");
        assertThat(results(run)).containsExactly("a=1");
    }

    @Test
    void cancellingWhileSomebodyIsAskedEndsTheWait() throws Exception {
        var interrupted = new CountDownLatch(1);
        settings.policy(
                ToolPolicy.asking(
                        request -> {
                            cancellation.cancel();
                            try {
                                return new CountDownLatch(1).await(1, TimeUnit.HOURS)
                                        ? Approval.ONCE
                                        : Approval.NO;
                            } finally {
                                interrupted.countDown();
                            }
                        }));
        ToolExecution run = run(Toolbox.of(echo), call("a", "echo", 1));

        assertThatThrownBy(() -> events(run)).isInstanceOf(CancelledException.class);
        run.close();
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(runs).hasValue(0);
    }

    @Test
    void whatIsOnlyToComeIsWaitedFor() {
        CompletableFuture<String> coming = CompletableFuture.supplyAsync(() -> "now");
        CompletableFuture<String> gone =
                CompletableFuture.failedFuture(new IllegalStateException("gone"));
        Tool later = Tool.of("later", "Later.", NUMBER, input -> (Object) coming);
        Tool never = Tool.of("never", "Never.", NUMBER, input -> (Object) gone);

        ToolExecution run =
                run(Toolbox.of(later, never), call("a", "later", 1), call("b", "never", 1));

        assertThat(results(run)).containsExactly("a=now", "b!The tool failed: gone");
    }

    private ToolExecution run(Toolbox tools, Content.ToolUse... calls) {
        return new ToolExecution(
                List.of(calls), tools, settings, System::nanoTime, ToolQuestion.of(cancellation));
    }

    private static List<String> events(ToolExecution run) {
        var events = new ArrayList<String>();
        StreamEvent event;
        while ((event = run.next()) != null) {
            events.add(
                    switch (event) {
                        case StreamEvent.ToolRequested(var call) -> "?" + call.toolUseId();
                        case StreamEvent.ToolReturned(var call, var result, var took) ->
                                text(result);
                        default -> throw new AssertionError(event);
                    });
        }
        return events;
    }

    /** The results, after the run has come to its end if it has not. */
    private static List<String> results(ToolExecution run) {
        try {
            events(run);
        } catch (RuntimeException | Error e) {
            // seen by those who want to
        }
        return run.close().content().stream()
                .map(block -> text((Content.ToolResult) block))
                .toList();
    }

    private static String text(Content.ToolResult result) {
        return result.toolUseId() + (result.isError() ? "!" : "=") + Content.text(result.content());
    }

    private static Content.ToolUse call(String id, String name, int n) {
        return new Content.ToolUse(id, name, json("{\"n\":" + n + "}"));
    }

    private static Json.Obj json(String text) {
        return (Json.Obj) Json.parse(text);
    }
}
