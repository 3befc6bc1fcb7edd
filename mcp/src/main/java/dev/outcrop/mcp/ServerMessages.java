package dev.outcrop.mcp;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Handles what a server sends besides responses. Safe for any number of threads. */
final class ServerMessages implements Transport.Inbound {
    private static final int MOST_REQUESTS = 16;
    private static final int MOST_WARNINGS = 100;

    private final McpListener listener;
    private final InputRequests requests;
    private final Runnable toolsChanged;
    private final Map<Long, String> calls = new ConcurrentHashMap<>();
    private final Semaphore room = new Semaphore(MOST_REQUESTS);
    private final AtomicInteger warnings = new AtomicInteger();
    private volatile LongConsumer progressed = id -> {};

    /**
     * @param toolsChanged called when the server's list of tools has changed; must return soon
     */
    ServerMessages(McpListener listener, InputRequests requests, Runnable toolsChanged) {
        this.listener = listener;
        this.requests = requests;
        this.toolsChanged = toolsChanged;
    }

    /** Has the wait for a request start anew when there is progress. */
    void onProgress(LongConsumer progressed) {
        this.progressed = progressed;
    }

    /** Progress of this request is that of a tool. */
    void started(long id, String tool) {
        calls.put(id, tool);
    }

    void ended(long id) {
        calls.remove(id);
    }

    @Override
    public void ignored(String what) {
        int count = warnings.updateAndGet(before -> Math.min(before + 1, MOST_WARNINGS + 2));
        if (count <= MOST_WARNINGS) {
            listener.warning("the MCP server sent " + what);
        } else if (count == MOST_WARNINGS + 1) {
            listener.warning("the MCP server sent too much; what is ignored is no longer reported");
        }
    }

    @Override
    public void received(Json.Obj message, Consumer<Json.Obj> answer) {
        String method = String.valueOf(message.string("method"));
        Json.Obj params = message.object("params");
        if (JsonRpc.isRequest(message)) {
            request(method, params, message.members().get("id"), answer);
            return;
        }
        switch (method) {
            case "notifications/progress" -> progress(params);
            case "notifications/message" ->
                    listener.log(
                            Texts.line(String.valueOf(params.string("level")), 20),
                            logger(params.string("logger")),
                            data(params));
            case "notifications/tools/list_changed" -> toolsChanged.run();
            default -> {} // resources and prompts: nothing is kept that would be outdated
        }
    }

    private static @Nullable String logger(@Nullable String name) {
        return name == null ? null : Texts.line(name, 200);
    }

    private static Json data(Json.Obj params) {
        Json data = params.get("data");
        return data == null ? Json.NULL : data;
    }

    private void progress(Json.Obj params) {
        if (!(params.get("progressToken") instanceof Json.Num token) || !token.isLong()) {
            return;
        }
        String tool = calls.get(token.longValue());
        if (tool == null) {
            return;
        }
        progressed.accept(token.longValue());
        String message = params.string("message");
        listener.progress(
                tool,
                params.get("progress") instanceof Json.Num done ? done.doubleValue() : 0,
                params.get("total") instanceof Json.Num total ? total.doubleValue() : null,
                message == null ? null : Texts.line(message, 1_000));
    }

    /** On a thread of its own: it may wait for a person, and the reading goes on. */
    private void request(
            String method, Json.Obj params, @Nullable Json id, Consumer<Json.Obj> answer) {
        if (!room.tryAcquire()) {
            answer.accept(
                    JsonRpc.error(id, JsonRpc.INTERNAL_ERROR, "too many requests at once", null));
            return;
        }
        Thread.startVirtualThread(
                () -> {
                    try {
                        answer.accept(answered(method, params, id));
                    } finally {
                        room.release();
                    }
                });
    }

    private Json.Obj answered(String method, Json.Obj params, @Nullable Json id) {
        try {
            Json.Obj result = requests.answer(method, params);
            return result == null
                    ? JsonRpc.error(
                            id,
                            JsonRpc.METHOD_NOT_FOUND,
                            "the client does not offer " + Texts.line(method, 100),
                            null)
                    : JsonRpc.result(id == null ? Json.NULL : id, result);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return JsonRpc.error(id, JsonRpc.INTERNAL_ERROR, "interrupted", null);
        } catch (Exception e) {
            return JsonRpc.error(id, JsonRpc.INTERNAL_ERROR, String.valueOf(e.getMessage()), null);
        }
    }
}
