package dev.outcrop.local.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.Event;
import dev.outcrop.local.wire.IncomingRequest;
import dev.outcrop.local.wire.ResponseOutput;
import dev.outcrop.local.wire.ServiceError;
import dev.outcrop.local.wire.StreamCut;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The service without a network: clock, sleep and randomness are the test's. */
class ServiceTest {
    private static final Duration PACE = Duration.ofMillis(20);

    private final List<Duration> slept = new ArrayList<>();
    private long now;

    @Test
    void anErrorBeforeTheFirstEventIsTheResponse() throws IOException {
        Response response =
                ask(
                        "converse-stream",
                        (question, out) -> {
                            throw ServiceError.of("ThrottlingException", "Slow down");
                        });

        assertThat(response.status).isEqualTo(429);
        assertThat(response.text()).isEqualTo("{\"message\":\"Slow down\"}");
    }

    @Test
    void anErrorAfterTheFirstEventIsAFrame() throws IOException {
        Response response =
                ask(
                        "converse-stream",
                        (question, out) -> {
                            out.accept(Event.messageStart());
                            throw ServiceError.of("ThrottlingException", "Slow down");
                        });

        assertThat(response.status).isEqualTo(200);
        assertThat(response.text()).contains("throttlingException", "{\"message\":\"Slow down\"}");
        assertThat(response.ended).isTrue();
    }

    @Test
    void aFaultOfAnEngineIsAnInternalServerError() throws IOException {
        for (String operation : List.of("converse", "converse-stream")) {
            Response response =
                    ask(
                            operation,
                            (question, out) -> {
                                throw new UncheckedIOException("secret", new IOException());
                            });

            assertThat(response.status).isEqualTo(500);
            assertThat(response.text()).contains("UncheckedIOException").doesNotContain("secret");
        }
    }

    @Test
    void keepsThePaceBetweenDeltas() throws IOException {
        ask(
                "converse-stream",
                (question, out) -> {
                    out.accept(Event.messageStart());
                    for (int i = 0; i < 4; i++) {
                        out.accept(Event.textDelta(0, "word "));
                    }
                    out.accept(Event.blockStop(0));
                });

        assertThat(slept).containsExactly(PACE, PACE, PACE);
    }

    @Test
    void whatTakesTimeBetweenDeltasDoesNotAddUp() throws IOException {
        long[] takes = {0, 5_000_000, 0, 65_000_000, 0};
        ask(
                "converse-stream",
                (question, out) -> {
                    for (long nanos : takes) {
                        now += nanos;
                        out.accept(Event.textDelta(0, "word "));
                    }
                });

        // Later than a whole pace, the rest is not hurried.
        assertThat(slept).containsExactly(PACE.minusMillis(5), PACE, PACE);
    }

    @Test
    void saysHowLongItTook() throws IOException {
        Response response =
                ask(
                        "converse",
                        (question, out) -> {
                            now += 306_000_000;
                            out.accept(Event.metadata(1, 2));
                        });

        assertThat(response.text()).contains("\"metrics\":{\"latencyMs\":306}");
    }

    @Test
    void stopsTheEngineWhenTheClientIsGone() {
        var said = new ArrayList<String>();
        var response = new Response();
        response.gone = true;

        assertThatThrownBy(
                        () ->
                                service(
                                                (question, out) -> {
                                                    said.add("one");
                                                    out.accept(Event.messageStart());
                                                    said.add("two");
                                                })
                                        .serve(request("converse-stream"), response))
                .isInstanceOf(IOException.class)
                .hasMessage("gone");
        assertThat(said).containsExactly("one");
    }

    private void sleep(Duration time) {
        slept.add(time);
        now += time.toNanos();
    }

    private Response ask(String operation, Engine engine) throws IOException {
        var response = new Response();
        service(engine).serve(request(operation), response);
        return response;
    }

    private Service service(Engine engine) {
        return new Service(engine, new ServiceContext(new Random(7), () -> now, PACE, this::sleep));
    }

    private static IncomingRequest request(String operation) {
        return new IncomingRequest(
                "POST",
                "/model/anthropic.claude-v2/" + operation,
                "HTTP/1.1",
                Map.of(),
                Bytes.of(
                        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hello\"}]}]}"));
    }

    private static final class Response implements ResponseOutput {
        private final StringBuilder body = new StringBuilder();
        private int status;
        private boolean ended;
        private boolean gone;

        @Override
        public void head(int status, Map<String, String> headers) {
            this.status = status;
        }

        @Override
        public void write(Bytes bytes) throws IOException {
            if (gone) {
                throw new IOException("gone");
            }
            body.append(new String(bytes.toArray(), StandardCharsets.ISO_8859_1));
        }

        @Override
        public void end(Bytes bytes) throws IOException {
            write(bytes);
            ended = true;
        }

        @Override
        public void cut(StreamCut cut) {
            throw new AssertionError("nothing is cut here");
        }

        private String text() {
            return body.toString();
        }
    }
}
