package dev.outcrop;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.message.Content;
import dev.outcrop.message.Ending;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;
import dev.outcrop.protocol.converse.Converse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A conversation in a file: JSON of a version that it names, every block and field as it came, and
 * no secret. Writing replaces the file in one step: whatever happens, the old one or the new one is
 * there.
 *
 * @param modelId the model that was spoken to
 * @param system the system prompt
 * @param turns the history
 */
record ChatFile(String modelId, List<Content> system, List<Turn> turns) {
    private static final long VERSION = 1;

    Json.Obj json() {
        var entries = new ArrayList<Json>();
        turns.forEach(turn -> entries.add(json(turn)));
        return Json.EMPTY
                .with("outcropChat", Json.of(VERSION))
                .with("modelId", Json.of(modelId))
                .with("system", Converse.json(new Message(Role.SYSTEM, system)))
                .with("turns", new Json.Arr(entries));
    }

    private static Json json(Turn turn) {
        Json.Obj json = Json.EMPTY.with("message", Converse.json(turn.message()));
        Ending ending = turn.ending();
        if (ending == null) {
            return json;
        }
        json = json.with("usage", ending.usage().json()).with("more", ending.more());
        if (ending.stopReason() != null) {
            json = json.with("stopReason", Json.of(ending.stopReason().wire()));
        }
        if (ending.modelId() != null) {
            json = json.with("modelId", Json.of(ending.modelId()));
        }
        return ending.partial() == null ? json : json.with("partial", Json.of(ending.partial()));
    }

    /**
     * Reads a file; never changes it.
     *
     * @throws IllegalArgumentException if it is no conversation, or one of a later version
     * @throws UncheckedIOException if it cannot be read
     */
    static ChatFile read(Path file) {
        try {
            return of((Json.Obj) Json.parse(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JsonException | ClassCastException | IllegalStateException e) {
            throw new IllegalArgumentException(
                    file
                            + " is not a saved chat: "
                            + e.getMessage()
                            + ". The file was left as it is.",
                    e);
        }
    }

    private static ChatFile of(Json.Obj json) {
        long version = json.integer("outcropChat", 0);
        String modelId = json.string("modelId");
        if (version > VERSION) {
            throw new IllegalStateException(
                    "it is of version "
                            + version
                            + ", and this Outcrop knows "
                            + VERSION
                            + " at most");
        }
        if (version < 1 || modelId == null) {
            throw new IllegalStateException("it does not say that it is one");
        }
        var turns = new ArrayList<Turn>();
        for (Json turn : json.array("turns")) {
            turns.add(turn((Json.Obj) turn));
        }
        List<Content> system = Converse.message(json.object("system")).content();
        return new ChatFile(modelId, system, turns);
    }

    private static Turn turn(Json.Obj json) {
        Message message = Converse.message(json.object("message"));
        String reason = json.string("stopReason");
        String partial = json.string("partial");
        if (reason == null && partial == null) {
            return Turn.of(message);
        }
        return new Turn(
                message,
                new Ending(
                        reason == null ? null : new StopReason(reason),
                        new Usage(json.object("usage")),
                        json.object("more"),
                        partial,
                        json.string("modelId")));
    }

    /**
     * Writes the file.
     *
     * @throws UncheckedIOException if it cannot be written; an old one is then still there
     */
    void write(Path file) {
        AtomicFile.write(file, json().toString().getBytes(StandardCharsets.UTF_8));
    }
}
