package dev.outcrop.local.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.script.Fault;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.script.StallGate;
import dev.outcrop.local.script.Step;
import dev.outcrop.local.wire.Event;
import dev.outcrop.local.wire.Frame;
import dev.outcrop.local.wire.FrameDamage;
import dev.outcrop.local.wire.StreamCut;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A local Bedrock that records another one, and one that says it again. */
class RecordingTest {
    private static final Path CORPUS = Path.of("../../shared/corpus/interactions");
    private static final String CANARY = "canary-7f3a";
    private static final String MODEL = "/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir Path folder;

    @Test
    void recordsWhatPassesAndSaysItAgain() throws Exception {
        HttpResponse<byte[]> whole;
        HttpResponse<byte[]> stream;
        HttpResponse<byte[]> refused;
        try (var upstream = LocalBedrock.start();
                var recorder = Recorder.of(upstream.endpoint(), folder);
                var local = LocalBedrock.builder().standIn(recorder).start()) {
            whole = post(local, "converse", asking("One?"));
            stream = post(local, "converse-stream", asking("Two?"));
            refused = post(local, "converse", "{\"messages\":[{\"role\":\"user\"}]}");

            assertThat(upstream.requests())
                    .hasSize(3)
                    .allSatisfy(
                            request ->
                                    assertThat(request.header("authorization"))
                                            .isEqualTo("Bearer " + CANARY));
        }
        try (var local = LocalBedrock.builder().standIn(Replay.from(folder)).start()) {
            assertSame(post(local, "converse", asking("One?")), whole);
            assertSame(post(local, "converse-stream", asking("Two?")), stream);
            assertSame(
                    post(local, "converse", "{ \"messages\": [ {\"role\":\"user\"} ] }"), refused);
            assertThat(refused.statusCode()).isEqualTo(400);
        }
    }

    @Test
    void keepsNoSecretAndOnlyForTheOwner() throws Exception {
        try (var upstream = LocalBedrock.start();
                var recorder = Recorder.of(upstream.endpoint(), folder);
                var local = LocalBedrock.builder().standIn(recorder).start()) {
            post(local, "converse", asking("One?"));
        }
        List<Path> files = files();
        assertThat(files).hasSize(1);
        assertThat(files.getFirst()).hasFileName("00001-converse.json");
        assertThat(Files.readString(files.getFirst()))
                .doesNotContain(CANARY)
                .doesNotContainIgnoringCase("authorization")
                .doesNotContainIgnoringCase("security-token")
                .contains("\"format\":\"outcrop-recording/1\"");
        assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.getFirst())))
                .isEqualTo("rw-------");
    }

    @Test
    void passesOnAsItArrives() throws Exception {
        var gate = new StallGate();
        try (var upstream = LocalBedrock.start();
                var recorder = Recorder.of(upstream.endpoint(), folder);
                var local = LocalBedrock.builder().standIn(recorder).start()) {
            upstream.script(
                    Fault.stalled(
                            Scripted.events(Event.messageStart(), Event.messageStop("end_turn")),
                            1,
                            gate));

            HttpResponse<InputStream> response =
                    client.send(
                            request(local, "converse-stream", asking("?")),
                            BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                assertThat(new String(body.readNBytes(100), StandardCharsets.ISO_8859_1))
                        .contains("messageStart");
                gate.open();
                assertThat(new String(body.readAllBytes(), StandardCharsets.ISO_8859_1))
                        .contains("messageStop");
            }
        }
    }

    /** A client may leave with the last event, before the answer has ended. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void closingWaitsForTheRecordingOfAnAnswerThatIsComplete(boolean emulatorFirst)
            throws Exception {
        var gate = new StallGate();
        try (var upstream = LocalBedrock.start()) {
            var recorder = Recorder.of(upstream.endpoint(), folder);
            try (var local = LocalBedrock.builder().standIn(recorder).start()) {
                upstream.script(
                        Scripted.steps(
                                new Step.SendFrame(
                                        Frame.event(Event.messageStop("end_turn")),
                                        FrameDamage.NONE),
                                new Step.Stall(gate)));
                HttpResponse<InputStream> response =
                        client.send(
                                request(local, "converse-stream", asking("?")),
                                BodyHandlers.ofInputStream());
                try (InputStream body = response.body()) {
                    var read = new ByteArrayOutputStream();
                    while (!read.toString(StandardCharsets.ISO_8859_1).contains("end_turn")) {
                        read.write(body.read());
                    }
                    if (emulatorFirst) {
                        local.close();
                    }
                    Thread.ofVirtual().start(gate::open);
                    recorder.close();
                }

                assertThat(files()).hasSize(1);
            }
        }
    }

    @Test
    void breaksOffWhereTheServiceDoesAndKeepsNothing() throws Exception {
        try (var upstream = LocalBedrock.start();
                var recorder = Recorder.of(upstream.endpoint(), folder);
                var local = LocalBedrock.builder().standIn(recorder).start()) {
            upstream.script(
                    Scripted.events(Event.messageStart(), Event.messageStop("end_turn"))
                            .afterFrames(1, new Step.Abort(StreamCut.CLOSE)));

            assertThatThrownBy(() -> post(local, "converse-stream", asking("?")))
                    .isInstanceOf(IOException.class);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void saysThatTheServiceCannotBeReached() throws Exception {
        URI nowhere;
        try (var gone = LocalBedrock.start()) {
            nowhere = gone.endpoint();
        }
        try (var recorder = Recorder.of(nowhere, folder);
                var local = LocalBedrock.builder().standIn(recorder).start()) {
            HttpResponse<byte[]> response = post(local, "converse", asking("?"));

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(text(response)).contains("cannot reach 127.0.0.1");
        }
    }

    @Test
    void explainsAMissByTheNearestRecording() throws Exception {
        write(
                "far.json",
                asking("Something else, with a system prompt")
                        .replace("{\"messages\"", "{\"system\":[{\"text\":\"s\"}],\"messages\""));
        write("near.json", asking("One?"));
        try (var local = LocalBedrock.builder().standIn(Replay.from(folder)).start()) {
            HttpResponse<byte[]> response = post(local, "converse", asking("Two?"));

            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(((Json.Obj) Json.parse(text(response))).string("message"))
                    .isEqualTo(
                            """
                            No recording matches this request. The nearest is near.json, which differs:
                              /messages/0/content/0/text: recorded "One?", requested "Two?\"""");
            assertThat(text(post(local, "converse-stream", asking("Two?"))))
                    .contains("No recording of POST", "there are 2 of other requests");
        }
    }

    @Test
    void answersOneAfterTheOtherWhereSeveralFit() throws Exception {
        write("1.json", asking("One?"), "\"first\"");
        write("2.json", asking("One?"), "\"second\"");
        try (var local = LocalBedrock.builder().standIn(Replay.from(folder)).start()) {
            for (String expected : List.of("\"first\"", "\"second\"", "\"second\"")) {
                assertThat(text(post(local, "converse", asking("One?")))).isEqualTo(expected);
            }
        }
    }

    @Test
    void saysAgainWhatOthersRecorded() throws Exception {
        assumeThat(CORPUS).as("the recordings are not here").isDirectory();
        Map<String, Integer> seen = new HashMap<>();
        try (var local = LocalBedrock.builder().standIn(Replay.from(CORPUS)).start()) {
            for (Path file : Recordings.files(CORPUS).stream().limit(60).toList()) {
                Recording recording = Recording.of("r", Json.parse(Files.readAllBytes(file)));
                String key = recording.asked().path() + recording.asked().body();
                if (!recording.asked().method().equals("POST") || seen.put(key, 1) != null) {
                    continue;
                }
                HttpResponse<byte[]> response =
                        client.send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        local.endpoint()
                                                                + recording.asked().path()))
                                        .POST(
                                                BodyPublishers.ofString(
                                                        recording.asked().body().toString()))
                                        .build(),
                                BodyHandlers.ofByteArray());
                assertThat(response.statusCode()).as("%s", file).isEqualTo(recording.status());
                assertThat(response.body()).as("%s", file).isEqualTo(recording.body().toArray());
            }
        }
        assertThat(seen).hasSizeGreaterThan(40);
    }

    @Test
    void refusesWhatIsNoRecording() throws Exception {
        Files.writeString(folder.resolve("x.json"), "{\"method\":\"POST\"}");

        assertThatThrownBy(() -> Replay.from(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x.json is not a recording");
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    private void write(String name, String body) throws IOException {
        write(name, body, "{}");
    }

    private void write(String name, String body, String answer) throws IOException {
        Files.writeString(
                folder.resolve(name),
                "{\"method\":\"POST\",\"path\":\""
                        + MODEL
                        + "converse\",\"request\":{\"body\":"
                        + body
                        + "},\"response\":{\"status\":200,\"body\":"
                        + answer
                        + "}}");
    }

    private HttpResponse<byte[]> post(LocalBedrock local, String operation, String body)
            throws Exception {
        return client.send(request(local, operation, body), BodyHandlers.ofByteArray());
    }

    private static HttpRequest request(LocalBedrock local, String operation, String body) {
        return HttpRequest.newBuilder(URI.create(local.endpoint() + MODEL + operation))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + CANARY)
                .header("X-Amz-Security-Token", CANARY)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static void assertSame(HttpResponse<byte[]> again, HttpResponse<byte[]> before) {
        assertThat(again.statusCode()).isEqualTo(before.statusCode());
        assertThat(Arrays.equals(again.body(), before.body()))
                .as("%s and %s", text(again), text(before))
                .isTrue();
        for (String header : List.of("content-type", "x-amzn-requestid", "x-amzn-errortype")) {
            assertThat(again.headers().firstValue(header))
                    .isEqualTo(before.headers().firstValue(header));
        }
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static String asking(String text) {
        return "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"" + text + "\"}]}]}";
    }
}
