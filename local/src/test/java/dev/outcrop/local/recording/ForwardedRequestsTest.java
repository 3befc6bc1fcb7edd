package dev.outcrop.local.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.authentication.LocalCredentials;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.StallGate;
import dev.outcrop.local.script.Step;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A recorder signs with keys that are not the client's: what it forwards is counted. */
class ForwardedRequestsTest {
    private static final String NOVA = "/model/amazon.nova-lite-v1%3A0/";

    private final LocalBedrock service = LocalBedrock.start();

    @TempDir Path parent;

    @AfterEach
    void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST " + NOVA + "converse",
                "POST " + NOVA + "converse-stream",
                "POST /model/amazon.nova-lite-v1:0/invoke",
                "POST " + NOVA + "invoke-with-response-stream",
                "POST " + NOVA + "count-tokens",
                "POST /model/arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3A"
                        + "application-inference-profile%2Fa1b2/converse",
                "POST /v1/chat/completions",
                "POST /openai/v1/responses",
                "POST /anthropic/v1/messages?beta=true",
                "POST /anthropic/v1/messages/count_tokens",
                "GET /v1/models",
                "GET /foundation-models",
                "GET /foundation-models?byProvider=Amazon&byOutputModality=TEXT",
                "GET /foundation-models/amazon.nova-lite-v1%3A0",
                "GET /inference-profiles?maxResults=7&nextToken=a%2Fb%3D",
                "GET /inference-profiles/us.amazon.nova-lite-v1%3A0",
                "POST /guardrail/abc/version/1/apply",
                "POST /guardrail/abc/version/DRAFT/apply",
                "GET /guardrails?guardrailIdentifier=abc",
                "GET /guardrails/abc?guardrailVersion=1",
                "GET /async-invoke?statusEquals=Completed",
                "GET /model-invocation-jobs",
                "GET /model-invocation-job/abc",
                "GET /v1/responses/resp_1"
            })
    void modelCallsAndListsAreForwarded(String line) throws Exception {
        assertThat(exchange(line)).doesNotContain("not forwarded");
        assertThat(service.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /",
                "POST /",
                "GET " + NOVA + "converse",
                "PUT " + NOVA + "converse",
                "DELETE " + NOVA + "converse",
                "POST " + NOVA + "converse/",
                "POST " + NOVA + "converse/x",
                "POST " + NOVA + "Converse",
                "POST " + NOVA + "conv%65rse",
                "POST /model/../model/a/converse",
                "POST /model/%2e%2e/converse",
                "POST /model/..%2Fguardrails/converse",
                "POST /model/a%2F..%2F..%2Fguardrails/converse",
                "POST /model/a%252F../converse",
                "POST /model/a%2F%2Fb/converse",
                "POST /model/%2F/converse",
                "POST /model/a;b/converse",
                "POST /model/a%00/converse",
                "POST /model/a%0d%0aX:y/converse",
                "POST /model/a%3Fb/converse",
                "POST /model/a%23/converse",
                "POST //model/a/converse",
                "POST /x/../model/a/converse",
                "POST " + NOVA + "converse?X-Amz-Security-Token=t",
                "POST " + NOVA + "converse?Action=DeleteGuardrail",
                "GET /foundation-models?byProvider=Amazon&x=y",
                "GET /foundation-models?byProvider=<a>",
                "GET /foundation-models/../guardrails",
                "GET /foundation-models/..",
                "POST /foundation-models",
                "POST /guardrails",
                "DELETE /guardrails/abc",
                "POST /async-invoke",
                "POST /model-invocation-job",
                "GET /logging/modelinvocations",
                "PUT /guardrails/abc",
                "POST /guardrails/abc",
                "GET /guardrails/..%2Flogging",
                "POST /guardrail/../version/1/apply",
                "POST /guardrail/abc/version/..%2F1/apply",
                "POST /guardrail/abc/version/x/apply",
                "POST /model-invocation-job/abc/stop",
                "POST /v1/responses/r/cancel",
                "GET /v1/responses/../files",
                "POST /model-customization-jobs",
                "POST /agents/a/text",
                "POST /v1/files",
                "DELETE /v1/responses/r",
                "GET /v1/models/../files",
                "OPTIONS *"
            })
    void nothingElseIsForwarded(String line) throws Exception {
        String answer = exchange(line);

        assertThat(answer).matches("(?s)HTTP/1.1 4.*");
        assertThat(service.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.org", "http://127.0.0.1:1"})
    void aTargetWithAHostOfItsOwnDoesNotLeadThere(String authority) throws Exception {
        String answer = exchange("POST " + authority + "/guardrails");

        assertThat(answer).matches("(?s)HTTP/1.1 4.*");
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void nothingIsAskedThatCouldNotBeKept() throws Exception {
        Path folder = parent.resolve("recordings");
        try (var recorder = recorder(folder);
                var local = LocalBedrock.builder().standIn(recorder).start()) {
            Files.delete(folder);
            Files.writeString(folder, "a file in its place");

            assertThat(exchange(local, "POST " + NOVA + "converse"))
                    .startsWith("HTTP/1.1 500")
                    .contains(
                            "InternalServerException",
                            "The local Bedrock emulator cannot record: the directory");
        }
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void theEndSaysThatARecordingIsMissing() throws Exception {
        Path folder = parent.resolve("recordings");
        var gate = new StallGate();
        service.script(Scripted.steps(new Step.Stall(gate)));
        Recorder recorder = recorder(folder);
        try (var local = LocalBedrock.builder().standIn(recorder).start()) {
            var answer =
                    CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return exchange(local, "POST " + NOVA + "converse");
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            },
                            task -> Thread.ofPlatform().daemon().start(task));
            assertThat(gate.awaitArrival(Duration.ofSeconds(30))).isTrue();
            delete(folder);
            gate.open();

            assertThat(answer.get()).startsWith("HTTP/1.1 200");
        }
        assertThatThrownBy(recorder::close)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("1 recording could not be written to " + folder);
        recorder.close();
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private Recorder recorder(Path folder) throws IOException {
        return Recorder.of(service.endpoint(), folder)
                .signing(() -> LocalCredentials.keys("AKIAREAL", "real"), "us-east-1");
    }

    private String exchange(String line) throws IOException {
        try (var recorder = recorder(parent.resolve("recordings"));
                var local = LocalBedrock.builder().standIn(recorder).start()) {
            return exchange(local, line);
        }
    }

    private static String exchange(LocalBedrock local, String line) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), local.port())) {
            socket.setSoTimeout(30_000);
            String body = line.startsWith("GET") ? "" : "{}";
            String request =
                    line
                            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                            + ("Content-Length: " + body.length() + "\r\n\r\n" + body);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
