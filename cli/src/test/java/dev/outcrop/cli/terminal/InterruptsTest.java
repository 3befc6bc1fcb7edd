package dev.outcrop.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.cli.Cli;
import dev.outcrop.cli.Commands;
import dev.outcrop.cli.Screen;
import dev.outcrop.cli.bedrock.BedrockConnection;
import dev.outcrop.cli.bedrock.CallOptions;
import dev.outcrop.cli.bedrock.WhereOptions;
import dev.outcrop.cli.chat.ChatLog;
import dev.outcrop.cli.chat.ChatSession;
import dev.outcrop.cli.chat.ChatSetup;
import dev.outcrop.cli.chat.CurrentChat;
import dev.outcrop.cli.config.Config;
import dev.outcrop.cli.output.EventNotes;
import dev.outcrop.cli.output.TextOutput;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.StallGate;
import dev.outcrop.local.script.Step;
import dev.outcrop.local.wire.Event;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Ctrl-C, and a reader that goes away. */
class InterruptsTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir Path home;
    private final StallGate gate = new StallGate();
    private final Screen out = new Screen();
    private final Screen err = new Screen();
    private LocalBedrock local;

    @BeforeEach
    void start() {
        local = LocalBedrock.start();
    }

    @AfterEach
    void stop() {
        local.close();
    }

    @Test
    void ctrlCInMidAnswerCompletesTheLine() throws Exception {
        local.script(stalling());
        ProcessContext stage = stage(InputStream.nullInputStream());
        var code = running(stage, "ask", "-m", "amazon.nova-lite-v1:0", "Hi");

        assertThat(gate.awaitArrival(LONG)).isTrue();
        assertThat(out.await("Half an", LONG)).isTrue();
        assertThat(stage.interrupts().interrupt()).isTrue();

        assertThat(code.get(30, TimeUnit.SECONDS)).isEqualTo(130);
        assertThat(out.text()).isEqualTo("Half an\n");
        assertThat(err.text()).isEmpty();
    }

    @Test
    void aSignalThatEndsTheProcessAddsNothingToAPipe() throws Exception {
        local.script(stalling());
        ProcessContext stage = stage(InputStream.nullInputStream());
        var code = running(stage, "ask", "-m", "amazon.nova-lite-v1:0", "Hi");

        assertThat(gate.awaitArrival(LONG)).isTrue();
        assertThat(out.await("Half an", LONG)).isTrue();
        assertThat(stage.interrupts().shutDown()).isTrue();

        assertThat(code.get(30, TimeUnit.SECONDS)).isEqualTo(130);
        assertThat(out.text()).isEqualTo("Half an");
    }

    @Test
    void ctrlCBeforeTheAnswerPrintsNothing() throws Exception {
        local.script(Scripted.steps(new Step.Stall(gate)));
        ProcessContext stage = stage(InputStream.nullInputStream());
        var code = running(stage, "ask", "Hi");

        assertThat(gate.awaitArrival(LONG)).isTrue();
        stage.interrupts().interrupt();

        assertThat(code.get(30, TimeUnit.SECONDS)).isEqualTo(130);
        assertThat(out.text()).isEmpty();
    }

    @Test
    void ctrlCInAConversationKeepsWhatWasSaidAndGoesOn() throws Exception {
        local.script(stalling(), Scripted.text("Yes."));
        try (var typing = new PipedOutputStream();
                var in = new PipedInputStream(typing)) {
            var stdio = new Stdio(in, Cli.printer(out), Cli.printer(err), false, false, false);
            ProcessContext stage = ProcessContext.of(Cli.of(home, local).env(), stdio);
            var connection = BedrockConnection.open(new WhereOptions(), stage);
            var options = new CallOptions();
            options.model = "amazon.nova-lite-v1:0";
            Config config = Config.load(stage);
            var setup = new ChatSetup(connection, options, config, null, stage, null, List.of());
            var notes = new EventNotes(stdio.err(), false, true);
            var conversation =
                    new ChatSession(
                            stage,
                            options,
                            new CurrentChat(setup, setup.open()),
                            new ChatLog(stage, options, config),
                            ErrorReport.of(stage, new CommonOptions()),
                            () -> new TextOutput(stdio, notes, () -> false),
                            false);
            var code =
                    CompletableFuture.supplyAsync(
                            () -> conversation.hold(new Typed(new PipedLines(in))));

            typing.write("First?\n".getBytes(StandardCharsets.UTF_8));
            typing.flush();
            assertThat(gate.awaitArrival(LONG)).isTrue();
            assertThat(out.await("Half an", LONG)).isTrue();
            stage.interrupts().interrupt();
            typing.write("Second?\n/usage\n/quit\n".getBytes(StandardCharsets.UTF_8));
            typing.flush();

            assertThat(code.get(30, TimeUnit.SECONDS)).isEqualTo(ExitCode.OK);
            assertThat(out.text()).isEqualTo("Half an\nYes.\n");
            assertThat(err.text().replaceAll("\\d+\\.\\d s", "N s"))
                    .isEqualTo(
                            """
                            Chat with amazon.nova-lite-v1:0. /help for help, Ctrl-D to quit.
                            Stopped. The partial answer stays in the history.
                            amazon.nova-lite-v1:0 · 10 in · 5 out · $0.0000018 · N s
                            10 input tokens, 5 output tokens, $0.0000018
                            """);
            assertThat(local.requests().getLast().body().toString()).contains("Half an");
            connection.close();
        }
    }

    @Test
    void ctrlCEndsTheLocalBedrock() throws Exception {
        ProcessContext stage = stage(InputStream.nullInputStream());
        var code = running(stage, "local");

        assertThat(err.await("Ctrl-C stops it.\n", LONG)).isTrue();
        stage.interrupts().shutDown();

        assertThat(code.get(30, TimeUnit.SECONDS)).isEqualTo(130);
        assertThat(out.text())
                .matches(
                        """
                        export AWS_ENDPOINT_URL_BEDROCK_RUNTIME=(http://127.0.0.1:\\d+)
                        export AWS_ENDPOINT_URL_BEDROCK=\\1
                        export AWS_ENDPOINT_URL_BEDROCK_AGENT_RUNTIME=\\1
                        export AWS_ENDPOINT_URL_STS=\\1
                        export AWS_ACCESS_KEY_ID=local
                        export AWS_SECRET_ACCESS_KEY=local
                        export AWS_REGION=us-east-1
                        export AWS_DEFAULT_REGION=us-east-1
                        # For clients of OpenAI's API: OPENAI_BASE_URL=\\1/openai/v1 OPENAI_API_KEY=local
                        """);
    }

    @Test
    void aReaderThatHasGoneEndsTheCall() {
        local.script(stalling());
        var stdio =
                new Stdio(
                        InputStream.nullInputStream(),
                        Cli.printer(new ClosedPipe()),
                        Cli.printer(err),
                        false,
                        false,
                        false);

        int code =
                Commands.run(
                        new String[] {"ask", "Hi"},
                        ProcessContext.of(Cli.of(home, local).env(), stdio));

        assertThat(code).isEqualTo(141);
        assertThat(err.text()).isEmpty();
    }

    private Scripted stalling() {
        return Scripted.events(
                        Event.messageStart(), Event.textDelta(0, "Half an"), Event.blockStop(0))
                .afterFrames(2, new Step.Stall(gate), new Step.End());
    }

    private ProcessContext stage(InputStream in) {
        return ProcessContext.of(
                Cli.of(home, local).env(), Stdio.of(in, Cli.printer(out), Cli.printer(err)));
    }

    private static CompletableFuture<Integer> running(ProcessContext stage, String... args) {
        return CompletableFuture.supplyAsync(() -> Commands.run(args, stage));
    }

    /** Lines as if a person typed them. */
    private record Typed(InputLines lines) implements InputLines {
        @Override
        public @Nullable String next() {
            return lines.next();
        }

        @Override
        public boolean typed() {
            return true;
        }

        @Override
        public @Nullable String ask(String question) {
            return null;
        }

        @Override
        public @Nullable String choose(String title, List<ListItem> choices) {
            return null;
        }

        @Override
        public <T> T outside(Supplier<T> action) {
            return action.get();
        }

        @Override
        public void close() {
            lines.close();
        }
    }

    private static final class ClosedPipe extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
        }
    }
}
