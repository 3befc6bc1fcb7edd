package dev.outcrop.bench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How the stub answers, which the end of the model's id says: {@code stub-burst-2000} has 2,000
 * deltas as fast as they can be written, {@code stub-flush-2000} has one write for each, {@code
 * stub-paced-40-250} has one every 250 ms; of any other id, one whole answer. The operation says in
 * which form.
 *
 * @param pieces what is written
 * @param joined the same, in one buffer
 * @param pause between pieces, in milliseconds; 0 for none, less than 0 for all at once
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Shape(List<byte[]> pieces, byte[] joined, int pause) {
    private static final Map<String, Shape> KNOWN = new ConcurrentHashMap<>();

    /**
     * @param path what follows {@code /model/}: an id and an operation
     */
    static Shape of(String path) {
        return KNOWN.computeIfAbsent(path, Shape::made);
    }

    private static Shape made(String path) {
        int slash = path.indexOf('/');
        int named = path.indexOf("stub-");
        String model = named < 0 ? "stub-call" : path.substring(named, slash);
        boolean messages = path.startsWith("invoke", slash + 1);
        String[] words = model.split("-", -1);
        int deltas = words.length > 2 ? Integer.parseInt(words[2]) : 0;
        if (words[1].equals("call")) {
            return whole(List.of(messages ? MessagesFrames.answer() : Frames.answer()), -1);
        }
        var pieces = messages ? MessagesFrames.stream(deltas) : Frames.stream(deltas);
        return switch (words[1]) {
            case "burst" -> whole(pieces, -1);
            case "flush" -> whole(pieces, 0);
            case "paced" -> whole(pieces, Integer.parseInt(words[3]));
            default -> throw new IllegalArgumentException("no such model: " + model);
        };
    }

    private static Shape whole(List<byte[]> pieces, int pause) {
        int length = 0;
        for (byte[] piece : pieces) {
            length += piece.length;
        }
        byte[] joined = new byte[length];
        int at = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, joined, at, piece.length);
            at += piece.length;
        }
        return new Shape(pieces, joined, pause);
    }
}
