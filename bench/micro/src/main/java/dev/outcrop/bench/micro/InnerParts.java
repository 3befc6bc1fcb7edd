package dev.outcrop.bench.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.Region;
import dev.outcrop.internal.aws.signing.RequestSigner;
import dev.outcrop.internal.framing.EventFrame;
import dev.outcrop.internal.framing.EventStreamReader;
import dev.outcrop.internal.history.SendableHistory;
import dev.outcrop.internal.protocol.converse.Converse;
import dev.outcrop.internal.stream.TurnAssembler;
import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Encode a request, sign it, read frames and events, make a turn of them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class InnerParts {
    private static final int DELTAS = 100;

    private final ConverseRequest request =
            ConverseRequest.builder("amazon.nova-lite-v1:0")
                    .messages(List.of(Message.user("Who was R. A. Fisher? ".repeat(20))))
                    .build();
    private final byte[] body = Converse.encode(request);
    private final RequestSigner signer = new RequestSigner(Clock.systemUTC());
    private final Credentials keys = Credentials.accessKeys("AKIDEXAMPLE", "not-a-secret");
    private final URI uri =
            URI.create(
                    "https://bedrock-runtime.us-east-1.amazonaws.com/model/amazon.nova-lite-v1%3A0/converse");
    private final Map<String, String> headers =
            Map.of("Content-Type", "application/json", "Accept", "application/json");
    private final byte[] answer =
            ("{\"metrics\":{\"latencyMs\":1},\"output\":{\"message\":{\"content\":[{\"text\":\""
                            + "word ".repeat(260)
                            + "\"}],\"role\":\"assistant\"}},\"stopReason\":\"end_turn\","
                            + "\"usage\":{\"inputTokens\":1,\"outputTokens\":2,\"totalTokens\":3}}")
                    .getBytes(UTF_8);
    private final byte[] stream = Stream.of(DELTAS);
    private final List<StreamEvent> events = events();

    @Benchmark
    public byte[] encode() {
        return Converse.encode(request);
    }

    @Benchmark
    public ConverseRequest checkHistory() {
        return SendableHistory.of(request);
    }

    @Benchmark
    public Map<String, String> sign() {
        return signer.sign(
                "POST", uri, headers, body, keys, Region.of("us-east-1"), "bedrock", Duration.ZERO);
    }

    @Benchmark
    public Turn decode() {
        return Converse.decode(answer, Json.Limits.DEFAULT);
    }

    /** A hundred frames, both checksums of each. */
    @Benchmark
    public long frames() throws IOException {
        var reader =
                new EventStreamReader(
                        new ByteArrayInputStream(stream), EventStreamReader.DEFAULT_MAX_FRAME);
        long bytes = 0;
        for (EventFrame frame = reader.next(); frame != null; frame = reader.next()) {
            bytes += frame.payloadLength();
        }
        return bytes;
    }

    /** The same, and an event of each. */
    @Benchmark
    public List<StreamEvent> events() {
        try {
            var reader =
                    new EventStreamReader(
                            new ByteArrayInputStream(stream), EventStreamReader.DEFAULT_MAX_FRAME);
            var read = new ArrayList<StreamEvent>();
            for (EventFrame frame = reader.next(); frame != null; frame = reader.next()) {
                read.add(
                        Converse.event(
                                String.valueOf(frame.eventType()),
                                frame.buffer(),
                                frame.payloadOffset(),
                                frame.payloadLength()));
            }
            return read;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A turn of a hundred events. */
    @Benchmark
    public Turn assemble() {
        var assembler = new TurnAssembler();
        events.forEach(assembler::accept);
        return assembler.turn();
    }
}
