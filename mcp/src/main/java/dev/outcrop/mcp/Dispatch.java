package dev.outcrop.mcp;

import dev.outcrop.internal.tool.ToolResultBuilder;
import dev.outcrop.json.Json;
import dev.outcrop.message.ToolDefinition;
import dev.outcrop.schema.MismatchException;
import dev.outcrop.tool.Tool;
import dev.outcrop.tool.Toolbox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Answers the requests of clients with a set of tools. Safe for any number of threads. */
final class Dispatch {
    private static final int RESULT_LENGTH = 1_000_000;
    private static final int MOST_CALLS = 64;
    private static final long LIST_LIFE = 60_000;

    private final Toolbox tools;
    private final Json.Obj info;
    private final @Nullable String instructions;
    private final Semaphore room = new Semaphore(MOST_CALLS);

    Dispatch(Toolbox tools, Json.Obj info, @Nullable String instructions) {
        this.tools = tools;
        this.info = info;
        this.instructions = instructions;
    }

    /** The calls of one client that are running, by the ids of their requests. */
    static final class Running {
        private final Map<Json, Thread> threads = new ConcurrentHashMap<>();

        /** Interrupts a call. */
        void cancel(Json.Obj params) {
            Json id = params.get("requestId");
            Thread thread = id == null ? null : threads.get(id);
            if (thread != null) {
                thread.interrupt();
            }
        }

        /** Interrupts all calls. */
        void cancelAll() {
            threads.values().forEach(Thread::interrupt);
        }
    }

    /** Whether a message says by itself all that is needed to answer it. */
    static boolean isStateless(Json.Obj message) {
        return message.object("params").object("_meta").get(Era.VERSION_KEY) != null;
    }

    /**
     * Answers a request, on this thread.
     *
     * @return the response; null if the request was cancelled
     */
    Json.@Nullable Obj answer(Json.Obj request, Running running) {
        Json id = request.members().getOrDefault("id", Json.NULL);
        String method = String.valueOf(request.string("method"));
        Json.Obj params = request.object("params");
        boolean stateless = isStateless(request);
        if (stateless) {
            Json.Obj refusal = refusal(id, params.object("_meta"));
            if (refusal != null) {
                return refusal;
            }
        }
        return switch (method) {
            case "server/discover" ->
                    stateless ? result(id, discovery(), true) : unknown(id, method);
            case "initialize" ->
                    stateless ? unknown(id, method) : result(id, opening(params), false);
            case "ping" -> result(id, Json.EMPTY, stateless);
            case "tools/list" -> result(id, listed(stateless), stateless);
            case "tools/call" -> called(id, params, stateless, running);
            case "logging/setLevel" ->
                    stateless ? unknown(id, method) : result(id, Json.EMPTY, false);
            default -> unknown(id, method);
        };
    }

    private Json.@Nullable Obj refusal(Json id, Json.Obj meta) {
        if (!Json.of(Era.STATELESS).equals(meta.get(Era.VERSION_KEY))) {
            var versions = new ArrayList<Json>();
            versions.add(Json.of(Era.STATELESS));
            Era.WITH_SESSION.forEach(version -> versions.add(Json.of(version)));
            Json requested = meta.members().getOrDefault(Era.VERSION_KEY, Json.NULL);
            return JsonRpc.error(
                    id,
                    Era.UNSUPPORTED_VERSION,
                    "Unsupported protocol version",
                    Json.EMPTY
                            .with("supported", new Json.Arr(versions))
                            .with("requested", requested));
        }
        return meta.get(Era.CAPABILITIES_KEY) instanceof Json.Obj
                ? null
                : JsonRpc.error(
                        id,
                        JsonRpc.INVALID_PARAMS,
                        "_meta must contain " + Era.CAPABILITIES_KEY,
                        null);
    }

    private static Json.Obj unknown(Json id, String method) {
        return JsonRpc.error(
                id, JsonRpc.METHOD_NOT_FOUND, "Method not found: " + Texts.line(method, 100), null);
    }

    private Json.Obj result(Json id, Json.Obj result, boolean stateless) {
        return JsonRpc.result(
                id,
                stateless
                        ? result.with("resultType", Json.of("complete"))
                                .with("_meta", Json.EMPTY.with(Era.SERVER_KEY, info))
                        : result);
    }

    private Json.Obj capabilities() {
        return Json.EMPTY.with("tools", Json.EMPTY);
    }

    private Json.Obj discovery() {
        Json.Obj result =
                Json.EMPTY
                        .with("supportedVersions", Json.array(Json.of(Era.STATELESS)))
                        .with("capabilities", capabilities());
        return cached(instructed(result));
    }

    private static Json.Obj cached(Json.Obj result) {
        return result.with("ttlMs", Json.of(LIST_LIFE)).with("cacheScope", Json.of("private"));
    }

    private Json.Obj instructed(Json.Obj result) {
        return instructions == null ? result : result.with("instructions", Json.of(instructions));
    }

    private Json.Obj opening(Json.Obj params) {
        String wanted = String.valueOf(params.string("protocolVersion"));
        String version = Era.WITH_SESSION.contains(wanted) ? wanted : Era.WITH_SESSION.getFirst();
        return instructed(
                Json.EMPTY
                        .with("protocolVersion", Json.of(version))
                        .with("capabilities", capabilities())
                        .with("serverInfo", info));
    }

    private Json.Obj listed(boolean stateless) {
        var listed = new ArrayList<Json>();
        for (ToolDefinition definition : tools.definitions()) {
            if (definition instanceof ToolDefinition.Spec spec && tools.tool(spec.name()) != null) {
                Json.Obj tool = Json.EMPTY.with("name", Json.of(spec.name()));
                if (spec.description() != null) {
                    tool = tool.with("description", Json.of(spec.description()));
                }
                listed.add(
                        tool.with("inputSchema", spec.inputSchema())
                                .with("annotations", annotations(tools.tool(spec.name()))));
            }
        }
        Json.Obj result = Json.EMPTY.with("tools", new Json.Arr(listed));
        return stateless ? cached(result) : result;
    }

    private static Json.Obj annotations(@Nullable Tool tool) {
        Tool.Annotations stated = tool == null ? Tool.Annotations.NONE : tool.annotations();
        Json.Obj json = Json.EMPTY;
        if (stated.title() != null) {
            json = json.with("title", Json.of(stated.title()));
        }
        if (stated.readOnly()) {
            json = json.with("readOnlyHint", Json.of(true));
        }
        if (stated.destructive()) {
            json = json.with("destructiveHint", Json.of(true));
        }
        return json;
    }

    private Json.@Nullable Obj called(
            Json id, Json.Obj params, boolean stateless, Running running) {
        String name = params.string("name");
        Tool tool = name == null ? null : tools.tool(name);
        if (tool == null) {
            return JsonRpc.error(
                    id,
                    JsonRpc.INVALID_PARAMS,
                    "Unknown tool: " + Texts.line(String.valueOf(name), 100),
                    null);
        }
        if (running.threads.putIfAbsent(id, Thread.currentThread()) != null) {
            return JsonRpc.error(
                    id, JsonRpc.INVALID_REQUEST, "a request with this id is running", null);
        }
        try {
            room.acquire();
            try {
                Json.Obj result = run(tool, params.object("arguments"));
                return Thread.interrupted() ? null : result(id, result, stateless);
            } finally {
                room.release();
            }
        } catch (InterruptedException e) {
            return null; // cancelled: the client does not wait for a response
        } finally {
            running.threads.remove(id);
        }
    }

    private static Json.Obj run(Tool tool, Json.Obj arguments) throws InterruptedException {
        try {
            Callable<@Nullable Object> task = tool.prepare(arguments);
            return ResultJson.of(ToolResultBuilder.of("", task.call(), RESULT_LENGTH));
        } catch (InterruptedException e) {
            throw e;
        } catch (MismatchException e) {
            return ResultJson.error("The arguments are not valid: " + e.getMessage());
        } catch (Exception e) {
            String message = e.getMessage();
            return ResultJson.error(
                    message == null || message.isBlank() ? e.getClass().getSimpleName() : message);
        }
    }
}
