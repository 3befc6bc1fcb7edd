package dev.outcrop.local.recording;

import dev.outcrop.local.recording.Recording.Asked;
import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.IncomingRequest;
import dev.outcrop.local.wire.RequestHandler;
import dev.outcrop.local.wire.ResponseOutput;
import dev.outcrop.local.wire.ServiceError;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Answers from recordings. A request matches a recording with the same operation, the same model
 * and, as JSON, the same body; if several match, they are used one after the other, and the last
 * one from then on. A request without a match is rejected, with its differences from the nearest
 * one. Safe for several threads.
 */
public final class Replay implements RequestHandler {
    private static final int MOST_DIFFERENCES = 5;
    private static final int SHORTEST_FRAME = 16;

    private record Near(Recording recording, List<String> places) {}

    private final List<Recording> recordings;
    private final IdentityHashMap<Recording, Integer> used = new IdentityHashMap<>();

    private Replay(List<Recording> recordings) {
        this.recordings = List.copyOf(recordings);
    }

    /**
     * Reads all JSON files of a folder.
     *
     * @throws java.io.UncheckedIOException if the folder cannot be read
     * @throws IllegalArgumentException if a file is not a recording
     */
    public static Replay from(Path folder) {
        return new Replay(Recordings.in(folder));
    }

    @Override
    public boolean serve(IncomingRequest request, String requestId, ResponseOutput out)
            throws IOException {
        Asked asked = Asked.of(request.method(), request.target(), request.body());
        List<Recording> same =
                recordings.stream()
                        .filter(one -> one.asked().sameOperation(asked))
                        .filter(one -> one.asked().body().equals(asked.body()))
                        .toList();
        if (same.isEmpty()) {
            throw ServiceError.unmatched("ResourceNotFoundException", miss(asked));
        }
        play(next(same), requestId, out);
        return true;
    }

    private synchronized Recording next(List<Recording> same) {
        int times = used.merge(same.getFirst(), 1, Integer::sum);
        return same.get(Math.min(times, same.size()) - 1);
    }

    private static void play(Recording recording, String requestId, ResponseOutput out)
            throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(recording.headers());
        headers.putIfAbsent("x-amzn-RequestId", requestId);
        out.head(recording.status(), headers);
        ByteBuffer body = ByteBuffer.wrap(recording.body().toArray());
        if (recording.isEventStream()) {
            for (Bytes frame = frame(body); frame.size() > 0; frame = frame(body)) {
                out.write(frame);
            }
        } else if (recording.isServerSentEvents()) {
            for (Bytes event = event(body); event.size() > 0; event = event(body)) {
                out.write(event);
            }
        }
        byte[] rest = new byte[body.remaining()];
        body.get(rest);
        out.end(Bytes.of(rest));
    }

    /** The next frame; empty if the rest is not a frame. */
    private static Bytes frame(ByteBuffer body) {
        int length = body.remaining() < SHORTEST_FRAME ? 0 : body.getInt(body.position());
        if (length < SHORTEST_FRAME || length > body.remaining()) {
            return Bytes.NONE;
        }
        byte[] frame = new byte[length];
        body.get(frame);
        return Bytes.of(frame);
    }

    /** The next server-sent event, which ends with an empty line; empty if none is complete. */
    private static Bytes event(ByteBuffer body) {
        for (int i = body.position() + 1; i < body.limit(); i++) {
            if (body.get(i) == '\n' && body.get(i - 1) == '\n') {
                byte[] event = new byte[i + 1 - body.position()];
                body.get(event);
                return Bytes.of(event);
            }
        }
        return Bytes.NONE;
    }

    private String miss(Asked asked) {
        List<Recording> candidates =
                recordings.stream().filter(one -> one.asked().sameOperation(asked)).toList();
        if (candidates.isEmpty()) {
            return missOfOperation(asked);
        }
        Near nearest =
                candidates.stream()
                        .map(
                                one ->
                                        new Near(
                                                one,
                                                JsonDiff.between(one.asked().body(), asked.body())))
                        .min(Comparator.comparingInt(near -> near.places().size()))
                        .orElseThrow();
        List<String> places = nearest.places();
        String more =
                places.size() > MOST_DIFFERENCES
                        ? "\n  and " + (places.size() - MOST_DIFFERENCES) + " more"
                        : "";
        return "No recording matches this request. The nearest is "
                + nearest.recording().name()
                + ", which differs:\n  "
                + places.stream().limit(MOST_DIFFERENCES).collect(Collectors.joining("\n  "))
                + more;
    }

    /** Names recordings of the same operation for other models, or of other operations. */
    private String missOfOperation(Asked asked) {
        String operation = operation(asked.path());
        String alike =
                recordings.stream()
                        .filter(one -> one.asked().method().equals(asked.method()))
                        .filter(one -> operation(one.asked().path()).equals(operation))
                        .map(one -> "\n  " + one.name() + ": " + one.asked().path())
                        .limit(MOST_DIFFERENCES)
                        .collect(Collectors.joining());
        return "No recording of "
                + asked.method()
                + " "
                + asked.path()
                + "; there are "
                + recordings.size()
                + " of other requests."
                + (alike.isEmpty() ? "" : " The nearest, with other paths:" + alike);
    }

    private static String operation(String path) {
        String plain = path.replaceFirst("\\?.*", "");
        return plain.substring(plain.lastIndexOf('/') + 1);
    }
}
