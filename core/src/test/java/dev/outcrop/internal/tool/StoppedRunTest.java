package dev.outcrop.internal.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.error.CancelledException;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.tool.Approver.Approval;
import dev.outcrop.tool.Tool;
import dev.outcrop.tool.ToolPolicy;
import dev.outcrop.tool.Toolbox;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** What a run that is stopped starts no more, and what it tells of tools that it started. */
@Timeout(120)
class StoppedRunTest {
    private static final long SEED = 190_102;
    private static final int MOMENTS = 1_000;
    private static final int CALLS = 6;
    private static final JsonSchema ANY = JsonSchema.parse("{\"type\":\"object\"}");

    private final ToolSettings settings = new ToolSettings();
    private final Cancellation cancellation = new Cancellation();
    private final List<String> ran = new ArrayList<>();
    private final Tool act =
            Tool.of(
                    "act",
                    "Acts.",
                    ANY,
                    input -> {
                        ran.add("act");
                        return "acted";
                    });

    private static ToolExecution run(
            Tool tool, ToolSettings settings, Cancellation cancellation, String... ids) {
        List<Content.ToolUse> calls =
                List.of(ids).stream()
                        .map(id -> new Content.ToolUse(id, "act", object(id)))
                        .toList();
        return new ToolExecution(
                calls, Toolbox.of(tool), settings, System::nanoTime, ToolQuestion.of(cancellation));
    }

    private static Json.Obj object(String id) {
        return (Json.Obj) Json.parse("{\"id\":\"" + id + "\"}");
    }

    private static void toTheEnd(ToolExecution run) {
        while (run.next() != null) {}
    }

    private static Map<String, String> texts(Message results) {
        return results.content().stream()
                .map(Content.ToolResult.class::cast)
                .collect(
                        Collectors.toMap(
                                Content.ToolResult::toolUseId,
                                result -> Content.text(result.content())));
    }

    @Test
    void onceItIsCancelledNoHookSeesARequest() {
        ToolExecution run = run(act, settings, cancellation, "a");
        run.next();
        settings.onRequest(
                request -> {
                    ran.add("hook");
                    return request;
                });

        cancellation.cancel();

        assertThatThrownBy(run::next).isInstanceOf(CancelledException.class);
        assertThat(ran).isEmpty();
        assertThat(texts(run.close()).get("a")).contains("was not run", "cancelled");
    }

    @Test
    void anInterruptOfTheThreadThatWaitsStopsItAndStays() {
        ToolExecution run = run(act, settings, cancellation, "a");
        settings.onRequest(
                request -> {
                    Thread.currentThread().interrupt();
                    return request;
                });

        assertThatThrownBy(() -> toTheEnd(run))
                .isInstanceOf(CancelledException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(ran).isEmpty();
    }

    @Test
    void aRunThatIsClosedInAHookStartsNothing() {
        ToolExecution run = run(act, settings, cancellation, "a", "b");
        settings.onRequest(
                request -> {
                    run.close();
                    return request;
                });

        assertThatThrownBy(() -> toTheEnd(run)).isInstanceOf(CancelledException.class);
        assertThat(ran).isEmpty();
        assertThat(texts(run.close()).values()).allMatch(text -> text.contains("was not run"));
    }

    @Test
    void whatEndedBeforeItIsClosedIsThereAlsoIfNoEventSaidSo() throws Exception {
        var threads = new ConcurrentHashMap<String, Thread>();
        var both = new CountDownLatch(2);
        Tool quick =
                Tool.of(
                        "act",
                        "Acts.",
                        ANY,
                        input -> {
                            threads.put(id(input), Thread.currentThread());
                            both.countDown();
                            return "acted";
                        });
        settings.onResult(
                done -> {
                    try {
                        both.await();
                        for (Thread thread : threads.values()) {
                            thread.join();
                        }
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    throw new IllegalStateException("no log");
                });
        ToolExecution run = run(quick, settings, cancellation, "a", "b");

        assertThatThrownBy(() -> toTheEnd(run)).hasMessage("no log");
        assertThat(texts(run.close())).isEqualTo(Map.of("a", "acted", "b", "acted"));
    }

    @Test
    void whatStartedAndDidNotEndMayHaveRunAndWhatComesLateChangesNothing() throws Exception {
        var leave = new CountDownLatch(1);
        var threads = new ConcurrentHashMap<String, Thread>();
        Tool deaf =
                Tool.of(
                        "act",
                        "Acts.",
                        ANY,
                        input -> {
                            threads.put(id(input), Thread.currentThread());
                            cancellation.cancel();
                            while (leave.getCount() > 0) {
                                Thread.onSpinWait();
                            }
                            return "acted";
                        });
        ToolExecution run = run(deaf, settings, cancellation, "a");

        assertThatThrownBy(() -> toTheEnd(run)).isInstanceOf(CancelledException.class);
        Message results = run.close();
        assertThat(texts(results).get("a")).contains("may have run", "cancelled");
        leave.countDown();
        for (Thread thread : threads.values()) {
            thread.join();
        }
        assertThat(run.close()).isEqualTo(results);
    }

    /** Nothing holds the tools back, so a tool may start while another one cancels the question. */
    @Test
    void atAThousandRandomMomentsItSaysOfEachToolWhetherItStarted() throws Exception {
        var random = new Random(SEED);
        for (int i = 0; i < MOMENTS; i++) {
            boolean sequential = random.nextBoolean();
            moment(random.nextInt(4 * CALLS), sequential);
        }
    }

    private static void moment(int at, boolean sequential) throws Exception {
        var handle = new Cancellation();
        var places = new AtomicInteger();
        Runnable place =
                () -> {
                    if (places.getAndIncrement() == at) {
                        handle.cancel();
                    }
                };
        var threads = new ConcurrentHashMap<String, Thread>();
        Tool tool =
                Tool.of(
                        "act",
                        "Acts.",
                        ANY,
                        input -> {
                            threads.put(id(input), Thread.currentThread());
                            place.run();
                            place.run();
                            return "acted";
                        });
        var own = new ToolSettings();
        own.sequential(sequential);
        own.onRequest(
                request -> {
                    place.run();
                    return request;
                });
        var told = new ArrayList<String>();
        own.onResult(
                done -> {
                    told.add(done.request().id());
                    place.run();
                });
        var ids = new String[CALLS];
        for (int i = 0; i < CALLS; i++) {
            ids[i] = "t" + i;
        }
        ToolExecution run = run(tool, own, handle, ids);
        try {
            toTheEnd(run);
        } catch (CancelledException e) {
            assertThat(handle.isCancelled()).isTrue();
        }
        Map<String, String> texts = texts(run.close());
        for (Thread thread : threads.values()) {
            thread.join();
        }
        assertThat(texts).hasSize(CALLS);
        texts.forEach(
                (id, text) -> {
                    String what = "cancelled at " + at + (sequential ? ", in sequence: " : ": ");
                    if (told.contains(id)) {
                        assertThat(text).as(what + id).isEqualTo("acted");
                    } else if (text.contains("was not run")) {
                        assertThat(threads).as(what + id).doesNotContainKey(id);
                    } else {
                        assertThat(text).as(what + id).matches("acted|.*may have run.*");
                    }
                });
    }

    private static String id(Json.Obj input) {
        String id = input.string("id");
        return id == null ? "" : id;
    }

    @Test
    void aPolicyThatDeniesWinsOverAnApprovalThatIsGivenAtTheSameTime() {
        for (Approval approval : List.of(Approval.ONCE, Approval.ALWAYS)) {
            settings.policy(
                    ToolPolicy.asking(
                            request -> {
                                settings.policy(ToolPolicy.ALLOW_ALL.deny("a*"));
                                return approval;
                            }));
            ToolExecution run = run(act, settings, new Cancellation(), "a");
            toTheEnd(run);

            assertThat(texts(run.close()).get("a")).contains("rejected", "not allowed");
            assertThat(ran).isEmpty();
            assertThat(settings.policy().decide("act", false)).isEqualTo(ToolPolicy.Decision.DENY);
        }
    }

    @Test
    void aPolicyThatDeniesWinsOverAnApprovalOfAnotherCallBefore() {
        settings.policy(
                ToolPolicy.asking(
                        request -> {
                            if (request.id().equals("b")) {
                                settings.policy(ToolPolicy.DENY_ALL);
                            }
                            return Approval.ONCE;
                        }));
        ToolExecution run = run(act, settings, cancellation, "a", "b");
        toTheEnd(run);

        assertThat(texts(run.close()).values()).allMatch(text -> text.contains("not allowed"));
        assertThat(ran).isEmpty();
    }

    @Test
    void aPolicyThatDeniesStopsTheCallsOfASequenceThatHaveNotStarted() {
        settings.sequential(true);
        settings.onResult(done -> settings.policy(ToolPolicy.DENY_ALL));
        ToolExecution run = run(act, settings, cancellation, "a", "b");
        toTheEnd(run);

        assertThat(texts(run.close()).get("a")).isEqualTo("acted");
        assertThat(texts(run.close()).get("b")).contains("not allowed");
        assertThat(ran).hasSize(1);
    }
}
