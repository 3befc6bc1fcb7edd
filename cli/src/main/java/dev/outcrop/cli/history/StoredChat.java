package dev.outcrop.cli.history;

import dev.outcrop.Chat;
import dev.outcrop.catalog.Cost;
import dev.outcrop.json.Json;
import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A conversation as it is stored.
 *
 * @param chat the public JSON format of a saved chat
 * @param usd null if the cost is not known
 */
public record StoredChat(
        String id,
        Instant created,
        Instant updated,
        String model,
        Json.Obj chat,
        long input,
        long output,
        @Nullable BigDecimal usd) {

    /** Returns the current state of a chat. */
    public static StoredChat of(String id, Instant created, Instant updated, Chat chat) {
        Usage usage = chat.usage();
        Cost cost = chat.cost();
        return new StoredChat(
                id,
                created,
                updated,
                chat.model().id(),
                chat.toJson(),
                usage.input(),
                usage.output(),
                cost.isKnown() ? cost.usd() : null);
    }

    Json.Obj envelope() {
        Json.Obj json =
                Json.EMPTY
                        .with("id", Json.of(id))
                        .with("created", Json.of(created.toString()))
                        .with("updated", Json.of(updated.toString()))
                        .with("model", Json.of(model))
                        .with("input", Json.of(input))
                        .with("output", Json.of(output));
        return (usd == null ? json : json.with("usd", Json.of(usd.toPlainString())))
                .with("chat", chat);
    }

    static StoredChat of(Json.Obj envelope) {
        String usd = envelope.string("usd");
        return new StoredChat(
                required(envelope, "id"),
                Instant.parse(required(envelope, "created")),
                Instant.parse(required(envelope, "updated")),
                required(envelope, "model"),
                envelope.object("chat"),
                envelope.integer("input", 0),
                envelope.integer("output", 0),
                usd == null ? null : new BigDecimal(usd));
    }

    private static String required(Json.Obj json, String name) {
        String value = json.string(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    /** Returns the first question, on one line. */
    public String title() {
        for (Json turn : chat.array("turns")) {
            if (turn instanceof Json.Obj one
                    && "user".equals(one.object("message").string("role"))) {
                String text = ChatText.of(one).replaceAll("\\s+", " ").strip();
                return text.length() > 60 ? text.substring(0, 59) + "…" : text;
            }
        }
        return "";
    }
}
