package dev.outcrop.local.internal.responses;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A response and the conversation before it. In the background it is queued and in progress for a
 * second each, by the clock; then whoever reads it waits for its answer. Safe for several threads.
 */
public final class StoredResponse {
    private static final Duration PHASE = Duration.ofSeconds(1);

    private final String id;
    private final List<Json> earlier;
    private final List<Json> input;
    private final Instant submitted;
    private final @Nullable Supplier<Json.Obj> answer;

    /** Not a monitor: an engine may answer while it is held. */
    private final ReentrantLock lock = new ReentrantLock();

    private Json.Obj response; // guarded by lock
    private volatile long size;

    private StoredResponse(
            List<Json> earlier,
            List<Json> input,
            Json.Obj response,
            Instant submitted,
            @Nullable Supplier<Json.Obj> answer) {
        this.id = String.valueOf(response.string("id"));
        this.earlier = List.copyOf(earlier);
        this.input = List.copyOf(input);
        this.response = response;
        this.submitted = submitted;
        this.answer = answer;
        this.size = response.toString().length() + (long) input.toString().length();
    }

    /**
     * Returns a response that is complete.
     *
     * @param earlier the items of the conversation before its input
     */
    public static StoredResponse complete(
            List<Json> earlier, List<Json> input, Json.Obj response, Instant now) {
        return new StoredResponse(earlier, input, response, now, null);
    }

    /**
     * Returns a response in the background.
     *
     * @param queued the response as long as it is queued
     * @param answer returns the complete or failed response; called once
     */
    public static StoredResponse background(
            List<Json> earlier,
            List<Json> input,
            Json.Obj queued,
            Instant now,
            Supplier<Json.Obj> answer) {
        return new StoredResponse(earlier, input, queued, now, answer);
    }

    String id() {
        return id;
    }

    List<Json> input() {
        return input;
    }

    /** Returns the characters that it keeps; does not wait for an answer. */
    long size() {
        return size;
    }

    /** Returns the response in its state at this time. */
    public Json.Obj at(Instant now) {
        lock.lock();
        try {
            if (answer != null && isOpen()) {
                Duration age = Duration.between(submitted, now);
                if (age.compareTo(PHASE.multipliedBy(2)) >= 0) {
                    response = answer.get();
                    size = response.toString().length() + (long) input.toString().length();
                } else if (age.compareTo(PHASE) >= 0) {
                    response = response.with("status", Json.of("in_progress"));
                }
            }
            return response;
        } finally {
            lock.unlock();
        }
    }

    boolean isInBackground() {
        return answer != null;
    }

    /** Cancels it if it is not complete. */
    Json.Obj cancel(Instant now) {
        at(now);
        lock.lock();
        try {
            if (isOpen()) {
                response = response.with("status", Json.of("cancelled"));
            }
            return response;
        } finally {
            lock.unlock();
        }
    }

    /** Returns all items of the conversation, with those of this response. */
    List<Json> conversation(Instant now) {
        var items = new ArrayList<>(earlier);
        items.addAll(input);
        items.addAll(at(now).array("output"));
        return items;
    }

    private boolean isOpen() {
        String status = response.string("status");
        return "queued".equals(status) || "in_progress".equals(status);
    }
}
