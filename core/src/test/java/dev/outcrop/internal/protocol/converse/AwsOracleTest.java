package dev.outcrop.internal.protocol.converse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Repetitions;
import dev.outcrop.internal.framing.EventStreamReader;
import dev.outcrop.internal.protocol.ModelPath;
import dev.outcrop.internal.transport.Frames;
import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Source.Blob;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.CountTokensInput;
import software.amazon.awssdk.services.bedrockruntime.model.CountTokensRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelTokensRequest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * AWS's own code writes the same requests and reads the same answers. Every value is made twice, in
 * our types and in the SDK's; a failure names the seed that makes it again.
 */
@Tag("repeated")
class AwsOracleTest {
    private static final int ROUNDS = Repetitions.of(2_000, 400);
    private static final byte[] NOTHING = bytes(Json.EMPTY);

    private static CannedAws aws;

    @BeforeAll
    static void open() {
        aws = new CannedAws();
    }

    @AfterAll
    static void close() {
        aws.close();
    }

    @Test
    void writesRequestsAsAwsDoes() {
        Set<String> said = new TreeSet<>();
        for (long seed = 0; seed < ROUNDS; seed++) {
            var request = new TwinRequest(new Dice(seed)).converse();
            aws.answering(NOTHING).converse(request.aws());

            assertIsWhatAwsSent(seed, request.ours(), "/converse", Converse.encode(request.ours()));
            assertThat(Converse.request(request.ours().modelId(), (Json.Obj) aws.sentBody()))
                    .as("seed %d", seed)
                    .isEqualTo(request.ours());
            AwsJson.said(request.aws(), said);
        }

        assertThat(said)
                .isEqualTo(
                        known(
                                software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest
                                        .builder()));
    }

    @Test
    void writesCountTokensAsAwsDoes() {
        for (long seed = 0; seed < ROUNDS; seed++) {
            var request = new TwinRequest(new Dice(seed)).countTokens();
            byte[] answer = bytes(Json.EMPTY.with("inputTokens", Json.of(seed)));
            var response = aws.answering(answer).countTokens(request.aws());

            assertIsWhatAwsSent(
                    seed,
                    request.ours(),
                    "/count-tokens",
                    Converse.encodeCountTokens(request.ours()));
            assertThat(Converse.inputTokens(answer)).isEqualTo((long) response.inputTokens());
        }
    }

    @Test
    void countsTheTokensOfABodyAsAwsDoes() {
        for (long seed = 0; seed < 100; seed++) {
            byte[] body = new Dice(seed).bytes();
            aws.answering(NOTHING)
                    .countTokens(
                            CountTokensRequest.builder()
                                    .modelId("m")
                                    .input(
                                            CountTokensInput.fromInvokeModel(
                                                    InvokeModelTokensRequest.builder()
                                                            .body(SdkBytes.fromByteArray(body))
                                                            .build()))
                                    .build());

            assertThat(Json.parse(Converse.encodeCountTokens(Blob.of(body))))
                    .as("seed %d", seed)
                    .isEqualTo(aws.sentBody());
        }
    }

    @Test
    void readsResponsesAsAwsDoes() {
        Set<String> said = new TreeSet<>();
        for (long seed = 0; seed < ROUNDS; seed++) {
            var answer = new TwinAnswer(new Dice(seed)).response();
            byte[] body = bytes(Converse.response(answer.ours()));
            Turn ours = Converse.decode(body, Json.Limits.DEFAULT);
            ConverseResponse theirs = aws.answering(body).converse(request -> request.modelId("m"));

            assertThat(ours).as("seed %d", seed).isEqualTo(answer.ours());
            assertThat(AwsJson.of(theirs))
                    .as("seed %d", seed)
                    .isEqualTo(AwsJson.of(answer.aws()))
                    .isEqualTo(Json.parse(body));
            assertThat(theirs.equalsBySdkFields(answer.aws())).as("seed %d", seed).isTrue();
            assertAccessorsSayTheSame(seed, ours, theirs);
            AwsJson.said(theirs, said);
        }

        assertThat(said).isEqualTo(known(ConverseResponse.builder()));
    }

    private static void assertAccessorsSayTheSame(long seed, Turn ours, ConverseResponse theirs) {
        Usage usage = ours.usage();
        var counts = theirs.usage();
        assertThat(List.of(usage.input(), usage.output(), usage.total()))
                .as("seed %d", seed)
                .containsExactly(
                        orZero(counts.inputTokens()),
                        orZero(counts.outputTokens()),
                        orZero(counts.totalTokens()));
        assertThat(List.of(usage.cacheRead(), usage.cacheWrite()))
                .as("seed %d", seed)
                .containsExactly(
                        orZero(counts.cacheReadInputTokens()),
                        orZero(counts.cacheWriteInputTokens()));
        Turn.Metadata metadata = Objects.requireNonNull(ours.metadata());
        assertThat(ours.role().wire()).isEqualTo(theirs.output().message().roleAsString());
        assertThat(String.valueOf(metadata.stopReason())).isEqualTo(theirs.stopReasonAsString());
        Long latency = theirs.metrics().latencyMs();
        assertThat(metadata.latencyMs()).isEqualTo(latency == null ? -1 : latency);
    }

    private static long orZero(Integer count) {
        return count == null ? 0 : count;
    }

    @Test
    void streamsAsAwsDoes() throws Exception {
        Set<String> said = new TreeSet<>();
        Set<String> known = known(ConverseStreamRequest.builder());
        for (long seed = 0; seed < ROUNDS; seed++) {
            var dice = new Dice(seed);
            var request = new TwinRequest(dice).converseStream();
            var events = dice.some(0, 12, new TwinAnswer(dice)::event);
            byte[] frames = frames(Twin.aws(events), dice);
            List<ConverseStreamOutput> theirs = aws.stream(request.aws(), frames);

            assertIsWhatAwsSent(
                    seed, request.ours(), "/converse-stream", Converse.encode(request.ours()));
            assertThat(theirs).as("seed %d", seed).isEqualTo(Twin.aws(events));
            assertThat(read(frames)).as("seed %d", seed).isEqualTo(Twin.ours(events));
            AwsJson.said(request.aws(), said);
            AwsJson.said(theirs, said);
        }

        for (SdkPojo event : eventBuilders()) {
            AwsJson.known(event, known);
        }
        assertThat(said).isEqualTo(known);
    }

    private static List<SdkPojo> eventBuilders() {
        return List.of(
                (SdkPojo) ConverseStreamOutput.messageStartBuilder(),
                (SdkPojo) ConverseStreamOutput.contentBlockStartBuilder(),
                (SdkPojo) ConverseStreamOutput.contentBlockDeltaBuilder(),
                (SdkPojo) ConverseStreamOutput.contentBlockStopBuilder(),
                (SdkPojo) ConverseStreamOutput.messageStopBuilder(),
                (SdkPojo) ConverseStreamOutput.metadataBuilder());
    }

    /** Each event with padding, as Bedrock sends it. */
    private static byte[] frames(List<ConverseStreamOutput> events, Dice dice) {
        return Frames.stream(
                events.stream()
                        .map(
                                event ->
                                        Frames.event(
                                                event.sdkEventType().toString(),
                                                AwsJson.of(event)
                                                        .with("p", Json.of(dice.text()))
                                                        .toString()))
                        .toArray(byte[][]::new));
    }

    private static List<StreamEvent> read(byte[] bytes) throws IOException {
        var frames =
                new EventStreamReader(
                        new ByteArrayInputStream(bytes), EventStreamReader.DEFAULT_MAX_FRAME);
        var events = new ArrayList<StreamEvent>();
        for (var frame = frames.next(); frame != null; frame = frames.next()) {
            events.add(
                    Converse.event(
                            String.valueOf(frame.eventType()),
                            frame.buffer(),
                            frame.payloadOffset(),
                            frame.payloadLength()));
        }
        return events;
    }

    private static void assertIsWhatAwsSent(
            long seed, ConverseRequest request, String operation, byte[] body) {
        assertThat(ModelPath.of(request.modelId()) + operation)
                .as("seed %d", seed)
                .isEqualTo(aws.sentPath());
        assertThat(Json.parse(body)).as("seed %d", seed).isEqualTo(aws.sentBody());
    }

    private static Set<String> known(SdkPojo builder) {
        var names = new TreeSet<String>();
        AwsJson.known(builder, names);
        return names;
    }

    private static byte[] bytes(Json json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
