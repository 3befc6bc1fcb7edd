package dev.outcrop.local;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.Event;

import software.amazon.awssdk.eventstream.Message;
import software.amazon.awssdk.eventstream.MessageDecoder;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Event-stream bytes, read by AWS's own decoder, which checks both checksums. */
final class Frames {
    private Frames() {}

    static List<Message> messages(byte[] bytes) {
        var messages = new ArrayList<Message>();
        var decoder = new MessageDecoder(messages::add);
        decoder.feed(bytes);
        return messages;
    }

    static List<Event> events(byte[] bytes) {
        return messages(bytes).stream()
                .map(
                        message ->
                                new Event(
                                        header(message, ":event-type"),
                                        (Json.Obj) Json.parse(message.getPayload())))
                .toList();
    }

    static String header(Message message, String name) {
        return Objects.requireNonNull(message.getHeaders().get(name), name).getString();
    }

    static String text(List<Event> events) {
        var text = new StringBuilder();
        for (Event event : events) {
            String piece = event.payload().object("delta").string("text");
            text.append(piece == null ? "" : piece);
        }
        return text.toString();
    }
}
