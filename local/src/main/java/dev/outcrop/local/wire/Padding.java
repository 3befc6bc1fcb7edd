package dev.outcrop.local.wire;

import dev.outcrop.json.Json;

import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The member {@code p} that Bedrock adds to every event of a stream, to hide the length of the text
 * in the size of a frame. In recordings it has 2 to 61 letters, always the beginning of the same
 * alphabet, and members are in alphabetical order.
 */
public final class Padding {
    private static final String LETTERS =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private final RandomGenerator random;

    public Padding(RandomGenerator random) {
        this.random = random;
    }

    public Event padded(Event event) {
        var members = new TreeMap<>(event.payload().members());
        members.put("p", Json.of(LETTERS.substring(0, random.nextInt(2, 62))));
        return new Event(event.type(), new Json.Obj(members));
    }
}
