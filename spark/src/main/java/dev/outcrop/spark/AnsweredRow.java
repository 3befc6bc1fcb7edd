package dev.outcrop.spark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A row, and how far its answer is. */
final class AnsweredRow {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Row row;
    private final @Nullable String prompt;
    private final @Nullable String key;
    private @Nullable JsonNode answer; // set before the row is put into the queue of ended ones
    private @Nullable IOException failure; // likewise
    private boolean done;
    private @Nullable CompletableFuture<String> call;
    private int times;

    /**
     * @param prompt null for a row that is not asked
     * @param known the answer of a journal; null if there is none
     */
    AnsweredRow(Row row, @Nullable String prompt, @Nullable String key, @Nullable JsonNode known) {
        this.row = row;
        this.prompt = prompt;
        this.key = key;
        this.answer = known;
        this.done = prompt == null || known != null;
    }

    Row row() {
        return row;
    }

    String key() {
        return String.valueOf(key);
    }

    boolean isDone() {
        return done;
    }

    /** The line that answers it; null if there is none. */
    @Nullable JsonNode answer() {
        return answer;
    }

    /** Why the answer is not in the journal; null if it is. */
    @Nullable IOException failure() {
        return failure;
    }

    /** Whether the engine ended without an answer. */
    boolean lost() {
        return answer == null;
    }

    /** How often it was sent. */
    int times() {
        return times;
    }

    ObjectNode request(String options) {
        return JSON.createObjectNode().put("prompt", prompt).put("options", options);
    }

    /**
     * @param then called once, by another thread, with the answer; null if the engine ended
     */
    void begin(CompletableFuture<String> asked, Consumer<@Nullable JsonNode> then) {
        times++;
        call = asked;
        var unused =
                asked.whenComplete((line, ended) -> then.accept(line == null ? null : json(line)));
    }

    private static @Nullable JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            return null;
        }
    }

    void answered(@Nullable JsonNode line, @Nullable IOException notWritten) {
        failure = notWritten;
        answer = line;
    }

    void finish() {
        done = true;
    }

    void fail(String kind, String message) {
        ObjectNode line = JSON.createObjectNode();
        line.putObject("error").put("kind", kind).put("message", message);
        answer = line;
        done = true;
    }

    void cancel() {
        if (call != null) {
            call.cancel(true);
        }
    }

    static long tokens(@Nullable JsonNode answer) {
        if (answer == null) {
            return 0;
        }
        JsonNode usage = answer.path("usage");
        return usage.path("input").asLong() + usage.path("output").asLong();
    }
}
