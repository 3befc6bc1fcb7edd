package dev.outcrop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.StallGate;
import dev.outcrop.local.script.Step;
import dev.outcrop.local.wire.Event;
import dev.outcrop.local.wire.Frame;
import dev.outcrop.local.wire.FrameDamage;
import dev.outcrop.local.wire.StreamCut;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Several streams of one HTTP/2 connection, by the JDK's client over TLS. */
class Http2Test {
    private LocalBedrock local;
    private HttpClient client;

    @BeforeEach
    void startAndConnect() throws Exception {
        local = LocalBedrock.start();
        client = Http.http2();
        var first = HttpRequest.newBuilder(URI.create(local.tlsEndpoint() + "/")).GET().build();
        assertThat(client.send(first, BodyHandlers.discarding()).version())
                .isEqualTo(HttpClient.Version.HTTP_2);
    }

    @AfterEach
    void stop() {
        client.close();
        local.close();
    }

    @Test
    void aResetStreamLeavesTheConnectionToTheOthers() throws Exception {
        var gate = new StallGate();
        var start = new Step.SendFrame(Frame.event(Event.messageStart()), FrameDamage.NONE);
        local.script(
                Scripted.steps(start, new Step.Stall(gate), start),
                Scripted.steps(start, new Step.Abort(StreamCut.RESET_STREAM)));

        var stalled = client.sendAsync(stream(), BodyHandlers.ofByteArray());
        assertThat(gate.awaitArrival(Duration.ofSeconds(30))).isTrue();
        assertThatThrownBy(() -> client.send(stream(), BodyHandlers.ofByteArray()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("RST_STREAM");
        gate.open();

        assertThat(Frames.events(stalled.get(30, TimeUnit.SECONDS).body())).hasSize(2);
    }

    @Test
    void aClosedConnectionTakesItsStreamsAlong() throws Exception {
        var gate = new StallGate();
        local.script(
                Scripted.steps(new Step.Stall(gate)),
                Scripted.steps(new Step.Abort(StreamCut.CLOSE)));

        var stalled = client.sendAsync(stream(), BodyHandlers.ofByteArray());
        assertThat(gate.awaitArrival(Duration.ofSeconds(30))).isTrue();
        assertThatThrownBy(() -> client.send(stream(), BodyHandlers.ofByteArray()))
                .isInstanceOf(IOException.class);

        assertThatThrownBy(() -> stalled.get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(IOException.class);
    }

    private HttpRequest stream() {
        return HttpRequest.newBuilder(
                        URI.create(
                                local.tlsEndpoint() + "/model/anthropic.claude-v2/converse-stream"))
                .POST(BodyPublishers.ofString("{}"))
                .build();
    }
}
