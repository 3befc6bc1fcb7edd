package dev.outcrop.local.internal.responses;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The responses that can be read, continued and deleted: the last thousand, with at most 64 million
 * characters. Safe for several threads.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/inference-responses-api.html">Responses
 *     API</a>
 */
public final class ResponseStore {
    private static final int MOST = 1_000;
    private static final long MOST_CHARACTERS = 64_000_000;

    private final InstantSource clock;
    private final Map<String, StoredResponse> responses = new LinkedHashMap<>();

    public ResponseStore(InstantSource clock) {
        this.clock = clock;
    }

    /** Adds a response; the oldest ones are dropped if there are too many. */
    public synchronized void add(StoredResponse response) {
        responses.put(response.id(), response);
        long size = responses.values().stream().mapToLong(StoredResponse::size).sum();
        Iterator<StoredResponse> oldest = responses.values().iterator();
        while (responses.size() > 1 && (responses.size() > MOST || size > MOST_CHARACTERS)) {
            size -= oldest.next().size();
            oldest.remove();
        }
    }

    public Json.Obj one(String id) {
        return find(id).at(clock.instant());
    }

    /** Deletes a response; conversations that continue it are kept. */
    public Json.Obj delete(String id) {
        find(id);
        remove(id);
        return Json.EMPTY
                .with("id", Json.of(id))
                .with("object", Json.of("response"))
                .with("deleted", Json.of(true));
    }

    private synchronized void remove(String id) {
        responses.remove(id);
    }

    /** Cancels a response that runs in the background; one that has ended is returned. */
    public Json.Obj cancel(String id) {
        StoredResponse response = find(id);
        if (!response.isInBackground()) {
            throw ServiceError.validation("Cannot cancel a synchronous response.");
        }
        return response.cancel(clock.instant());
    }

    /** Returns a page of the input of a response, without that of earlier ones. */
    public Json.Obj inputItems(
            String id, @Nullable String order, @Nullable String after, @Nullable String limit) {
        return ResponseItems.page(find(id).input(), order, after, limit);
    }

    /**
     * Returns the items of the conversation that a request continues.
     *
     * @param id its {@code previous_response_id}
     */
    public List<Json> conversation(String id) {
        StoredResponse previous = get(id);
        if (previous == null) {
            throw ServiceError.ofVendor(
                    "previous_response_not_found",
                    400,
                    "Previous response with id '" + id + "' not found.");
        }
        return previous.conversation(clock.instant());
    }

    private StoredResponse find(String id) {
        StoredResponse response = get(id);
        if (response == null) {
            throw ServiceError.ofVendor(
                    "not_found_error", 404, "Response with id '" + id + "' not found.");
        }
        return response;
    }

    private synchronized @Nullable StoredResponse get(String id) {
        return responses.get(id);
    }
}
