package dev.outcrop.bench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How the stub answers, which the id of the model says: {@code stub-burst-2000} has 2,000 deltas as
 * fast as they can be written, {@code stub-flush-2000} has one write for each, {@code
 * stub-paced-40-250} has one every 250 ms.
 *
 * @param pieces what is written
 * @param joined the same, in one buffer
 * @param pause between pieces, in milliseconds; 0 for none, less than 0 for all at once
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Shape(List<byte[]> pieces, byte[] joined, int pause) {
    private static final Map<String, Shape> KNOWN = new ConcurrentHashMap<>();

    static Shape of(String model) {
        return KNOWN.computeIfAbsent(model, Shape::made);
    }

    private static Shape made(String model) {
        String[] words = model.split("-", -1);
        int deltas = words.length > 2 ? Integer.parseInt(words[2]) : 0;
        return switch (words[1]) {
            case "call" -> whole(List.of(Frames.answer()), -1);
            case "burst" -> whole(Frames.stream(deltas), -1);
            case "flush" -> whole(Frames.stream(deltas), 0);
            case "paced" -> whole(Frames.stream(deltas), Integer.parseInt(words[3]));
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
