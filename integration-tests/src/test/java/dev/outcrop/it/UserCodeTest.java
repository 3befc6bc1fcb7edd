package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.ReplyStream;
import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.batch.Batch;
import dev.outcrop.batch.BatchResult;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.StructuredOutputException;
import dev.outcrop.error.ValidationException;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.message.Content;
import dev.outcrop.policy.Observer;
import dev.outcrop.policy.Retries;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.settings.Echo;
import dev.outcrop.tool.Tool;
import dev.outcrop.tool.ToolPolicy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** What the code of users throws changes nothing that is not documented. */
class UserCodeTest extends WithLocal {
    private static final String CALL =
            "[{\"toolUse\":{\"toolUseId\":\"t1\",\"name\":\"act\",\"input\":{}}}]";

    /** No exception and no error. */
    private static final class Odd extends Throwable {
        private static final long serialVersionUID = 1L;
    }

    private static final class Hostile extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("no text");
        }
    }

    enum Thrown {
        RUNTIME(new IllegalStateException("it broke")),
        NO_MESSAGE(new IllegalStateException((String) null)),
        LONG(new IllegalStateException("\u001b[2Jx".repeat(200_000))),
        HOSTILE(new Hostile()),
        CHECKED(new IOException("it broke")),
        ODD(new Odd());

        @SuppressWarnings("ImmutableEnumChecker") // nobody changes it
        final Throwable what;

        Thrown(Throwable what) {
            this.what = what;
        }
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // stands wherever a value is wanted
    private static <T> T sneaky(Throwable thrown) {
        UserCodeTest.<RuntimeException>throwSame(thrown);
        throw new AssertionError();
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void throwSame(Throwable thrown) throws E {
        throw (E) thrown;
    }

    /** Without their texts, which some cannot say. */
    private static void isOrWraps(Throwable outer, Throwable thrown) {
        var all = Collections.newSetFromMap(new IdentityHashMap<Throwable, Boolean>());
        all.add(outer);
        all.add(outer.getCause());
        assertThat(all.contains(thrown)).isTrue();
    }

    private static Tool act(Tool.Body<Object> body) {
        return Tool.of("act", "Acts.", JsonSchema.parse("{\"type\":\"object\"}"), body::run);
    }

    private void scriptACall() {
        local.script(answer("tool_use", CALL), answer("end_turn", "[{\"text\":\"Done.\"}]"));
    }

    private interface CallStyle {
        String of(Chat chat);
    }

    private static List<CallStyle> styles() {
        return List.of(
                chat -> chat.ask("Act.").text(),
                chat -> {
                    try (ReplyStream stream = chat.stream("Act.")) {
                        return stream.reply().text();
                    }
                });
    }

    /** Nothing is left open, and the history can be sent. */
    private void goesOn(Chat chat, Bedrock client) {
        assertThat(client.liveCalls()).isZero();
        local.script(answer("end_turn", "[{\"text\":\"Good.\"}]"));
        assertThat(chat.ask("And now?").text()).isEqualTo("Good.");
    }

    @ParameterizedTest
    @EnumSource
    void whateverAToolThrowsTheModelReads(Thrown thrown) {
        for (CallStyle style : styles()) {
            Chat chat = bedrock.chat(NOVA).tools(act(input -> sneaky(thrown.what))).open();
            scriptACall();

            assertThat(style.of(chat)).isEqualTo("Done.");

            String result = content(2).toString();
            assertThat(result).contains("The tool failed", "error").hasSizeLessThan(400_000);
            goesOn(chat, bedrock);
        }
    }

    @Test
    void anErrorOfAToolEndsTheQuestionAndLeavesTheHistorySendable() {
        for (CallStyle style : styles()) {
            var error = new AssertionError("mine");
            Chat chat = bedrock.chat(NOVA).tools(act(input -> sneaky(error))).open();
            local.script(answer("tool_use", CALL));

            assertThatThrownBy(() -> style.of(chat)).isSameAs(error);

            goesOn(chat, bedrock);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAHookThrowsEndsTheQuestionAndLeavesTheHistorySendable(Thrown thrown) {
        for (CallStyle style : styles()) {
            for (boolean before : new boolean[] {true, false}) {
                Chat chat = bedrock.chat(NOVA).tools(act(input -> "acted")).open();
                var hook =
                        before
                                ? chat.onToolRequest(request -> sneaky(thrown.what))
                                : chat.onToolResult(result -> sneaky(thrown.what));
                local.script(answer("tool_use", CALL));

                assertThatThrownBy(() -> style.of(chat)).isSameAs(thrown.what);

                hook.close();
                goesOn(chat, bedrock);
                assertThat(content(2).toString()).contains(before ? "cancelled" : "acted");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAnApproverThrowsEndsTheQuestionAndNoToolRuns(Thrown thrown) {
        for (CallStyle style : styles()) {
            var runs = new AtomicInteger();
            Chat chat = bedrock.chat(NOVA).tools(act(input -> runs.incrementAndGet())).open();
            chat.setToolPolicy(ToolPolicy.asking(request -> sneaky(thrown.what)));
            local.script(answer("tool_use", CALL));

            assertThatThrownBy(() -> style.of(chat))
                    .satisfies(e -> isOrWraps(e, thrown.what))
                    .isInstanceOf(RuntimeException.class);

            assertThat(runs).hasValue(0);
            goesOn(chat, bedrock);
        }
    }

    @Test
    @SuppressWarnings("NullAway") // that is what is tried
    void anApproverThatReturnsNullIsSaidSo() {
        Chat chat = bedrock.chat(NOVA).tools(act(input -> "acted")).open();
        chat.setToolPolicy(ToolPolicy.asking(request -> null));
        local.script(answer("tool_use", CALL));

        assertThatThrownBy(() -> chat.ask("Act."))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("approver");
        goesOn(chat, bedrock);
    }

    /** Set before each use, as a record's constructor knows of nothing else. */
    private static final AtomicReference<Throwable> REFUSAL = new AtomicReference<>();

    record Picky(String name) {
        Picky {
            if (!name.isEmpty()) {
                sneaky(REFUSAL.get());
            }
        }
    }

    record Broken(String name) {
        private static final int LIMIT = Integer.parseInt("no number");

        Broken {
            if (name.length() > LIMIT) {
                throw new IllegalArgumentException();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAConstructorThrowsIsAFaultOfTheAnswer(Thrown thrown) {
        REFUSAL.set(thrown.what);
        Chat chat = bedrock.chat(LLAMA).open();
        local.script(answer("end_turn", "[{\"text\":\"{\\\"name\\\":\\\"a\\\"}\"}]"));

        assertThatThrownBy(() -> chat.extract(Picky.class, "Who?"))
                .isInstanceOf(StructuredOutputException.class)
                .hasMessageContaining("is rejected by Picky")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(3_000));
        assertThat(chat.turns()).isEmpty();
        goesOn(chat, bedrock);
    }

    @Test
    void anErrorOfAConstructorIsThrownAndTheChatGoesOn() {
        String said = "[{\"text\":\"{\\\"name\\\":\\\"a\\\"}\"}]";
        REFUSAL.set(new AssertionError("mine"));
        for (Class<?> type : List.of(Picky.class, Broken.class, Broken.class)) {
            Chat chat = bedrock.chat(LLAMA).open();
            local.script(answer("end_turn", said), answer("end_turn", said));

            assertThatThrownBy(() -> chat.extract(type, "Who?")).isInstanceOf(Error.class);
            assertThatThrownBy(
                            () -> {
                                try (var stream = chat.extractor(type).extractStream("Who?")) {
                                    stream.value();
                                }
                            })
                    .isInstanceOf(Error.class);
            goesOn(chat, bedrock);
        }
    }

    private static final class Counting implements Observer {
        final AtomicInteger started = new AtomicInteger();
        final AtomicInteger ended = new AtomicInteger();

        @Override
        public void started(Observer.Call call) {
            started.incrementAndGet();
        }

        @Override
        public void ended(Observer.Call call, Ended how) {
            ended.incrementAndGet();
        }
    }

    private Bedrock client(CredentialsProvider provider, Observer observer) {
        return Bedrock.builder()
                .baseUrl(local.endpoint().toString())
                .region("us-east-1")
                .credentials(provider)
                .retries(Retries.NONE)
                .observer(observer)
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void whateverAProviderThrowsIsAFailureOfCredentials(Thrown thrown) {
        var heard = new Counting();
        var failing = new AtomicInteger();
        CredentialsProvider provider =
                () ->
                        failing.get() > 0
                                ? sneaky(thrown.what)
                                : Credentials.accessKeys("AKIAEXAMPLE", "secret");
        try (Bedrock client = client(provider, heard)) {
            for (CallStyle style : styles()) {
                Chat chat = client.chat(NOVA).open();
                failing.set(1);
                assertThatThrownBy(() -> style.of(chat))
                        .isInstanceOf(CredentialsException.class)
                        .satisfies(e -> isOrWraps(e, thrown.what));
                failing.set(0);
                goesOn(chat, client);
            }
            assertThat(heard.ended.get()).isEqualTo(heard.started.get()).isEqualTo(4);
        }
    }

    @Test
    @SuppressWarnings("NullAway") // that is what is tried
    void aProviderThatHasNoneOrBreaksLeavesNoCallBehind() {
        var heard = new Counting();
        var error = new AssertionError("mine");
        try (Bedrock none = client(() -> null, heard);
                Bedrock broken = client(() -> sneaky(error), heard)) {
            for (CallStyle style : styles()) {
                assertThatThrownBy(() -> style.of(none.chat(NOVA).open()))
                        .isInstanceOf(CredentialsException.class)
                        .hasMessageContaining("null");
                assertThatThrownBy(() -> style.of(broken.chat(NOVA).open())).isSameAs(error);
            }
            assertThat(none.liveCalls() + broken.liveCalls()).isZero();
            assertThat(heard.ended.get()).isEqualTo(heard.started.get()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aTargetOfTheEchoThatFailsEndsTheCallAndHidesNoOtherFailure(int writes) {
        var left = new AtomicInteger(writes);
        Appendable target =
                new Appendable() {
                    @Override
                    public Appendable append(CharSequence text) throws IOException {
                        if (left.decrementAndGet() < 0) {
                            throw new IOException("no room");
                        }
                        return this;
                    }

                    @Override
                    public Appendable append(CharSequence text, int from, int to)
                            throws IOException {
                        return append(text.subSequence(from, to));
                    }

                    @Override
                    public Appendable append(char c) throws IOException {
                        return append(String.valueOf(c));
                    }
                };
        Chat chat = bedrock.chat(NOVA).echo(Echo.OUTPUT, target).open();
        local.script(Scripted.error("ValidationException", "no"));
        assertThatThrownBy(() -> chat.ask("Go on.")).isInstanceOf(ValidationException.class);
        local.script(answer("end_turn", "[{\"text\":\"Good.\"}]"));
        left.set(0);
        assertThatThrownBy(() -> chat.ask("Go on.")).hasRootCauseMessage("no room");
        left.set(1_000);
        goesOn(chat, bedrock);
    }

    @ParameterizedTest
    @EnumSource
    void whatAFunctionOfABatchThrowsIsTheFailureOfThatCall(Thrown thrown) {
        List<BatchResult<String>> outcomes =
                Batch.DEFAULT.run(
                        List.of(1, 2, 3), i -> i == 2 ? sneaky(thrown.what) : "done " + i);

        assertThat(outcomes).extracting(BatchResult::isDone).containsExactly(true, false, true);
        var failure = ((BatchResult.Failed<String>) outcomes.get(1)).failure();
        isOrWraps(failure, thrown.what);
    }

    @Test
    void aListThatHoldsItselfIsNoResult() {
        var list = new ArrayList<Object>();
        list.add(list);
        list.add(Content.text("x"));
        Chat chat = bedrock.chat(NOVA).tools(act(input -> list)).open();
        scriptACall();

        assertThat(chat.ask("Act.").text()).isEqualTo("Done.");
        assertThat(content(2).toString()).contains("deeper than");
    }
}
