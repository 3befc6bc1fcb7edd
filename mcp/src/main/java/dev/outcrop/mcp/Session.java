package dev.outcrop.mcp;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The requests of a client to a server, in the generation of the protocol that the server has. If
 * the server's process has ended, the next request starts another one. Safe for any number of
 * threads.
 */
final class Session implements AutoCloseable {
    private static final int MOST_ROUNDS = 10;
    private static final int MOST_RESTARTS = 5;
    private static final int MOST_QUESTIONS = 16;

    /** Connects to the server. */
    interface Connecting {
        Transport connect(Session session);
    }

    private final Connecting connecting;
    private final Settings settings;
    private final ServerMessages messages;
    private final AtomicLong ids = new AtomicLong();

    /** Held while the connection is made anew; what only reads does not wait for it. */
    private final ReentrantLock connectionLock = new ReentrantLock();

    private volatile Transport transport;
    private int restarts; // of the lock
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean stateless;
    private volatile @Nullable ServerInfo info;

    /**
     * Connects, and finds out what the server is.
     *
     * @throws McpException if that fails
     */
    Session(Connecting connecting, Settings settings, ServerMessages messages)
            throws InterruptedException {
        this.connecting = connecting;
        this.settings = settings;
        this.messages = messages;
        this.transport = connecting.connect(this);
        boolean open = false;
        try {
            start(transport);
            open = true;
        } finally {
            if (!open) {
                transport.close();
            }
        }
    }

    ServerMessages messages() {
        return messages;
    }

    ServerInfo info() {
        ServerInfo known = info;
        if (known == null) {
            throw new IllegalStateException("not connected");
        }
        return known;
    }

    /** The server's answer is known, and further requests need it. */
    void opened(ServerInfo info) {
        this.info = info;
    }

    boolean isStateless() {
        return stateless;
    }

    boolean isOpen() {
        return !closed.get() && !transport.isOver();
    }

    /**
     * Reads what a server with sessions sends by itself over HTTP, until that ends.
     *
     * @return whether there is such a stream
     */
    boolean listen() throws InterruptedException {
        return transport instanceof HttpTransport http && http.listen();
    }

    /** Returns the headers that each HTTP request of a session has. */
    Map<String, String> sessionHeaders() {
        var headers = new LinkedHashMap<String, String>();
        ServerInfo known = info;
        if (!stateless && known != null) {
            headers.put("MCP-Protocol-Version", known.protocolVersion());
        }
        if (transport instanceof HttpTransport http && http.sessionId() != null) {
            headers.put("Mcp-Session-Id", http.sessionId());
        }
        return headers;
    }

    /**
     * A request of a client.
     *
     * @param tool the tool that is called; empty for other requests
     * @param headers more HTTP headers
     * @param unlimited whether the response may take as long as the server runs
     */
    record Request(
            String method,
            Json.Obj params,
            String tool,
            Map<String, String> headers,
            boolean unlimited) {
        Request(String method, Json.Obj params) {
            this(method, params, "", Map.of(), false);
        }
    }

    /**
     * Sends a request; answers what the server needs to know before it can respond.
     *
     * @return the result
     * @throws McpException if the server refuses the request or cannot be reached
     */
    Json.Obj call(Request request) throws InterruptedException {
        Request next = request;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Json.Obj result = once(next);
            String type = result.string("resultType");
            if (type == null || type.equals("complete")) {
                return result;
            }
            if (!type.equals("input_required")) {
                throw new McpException(
                        "the MCP server sent a result of an unknown type: " + Texts.line(type, 50),
                        null);
            }
            next = again(request, result);
        }
        throw new McpException(
                "the MCP server asked more than "
                        + MOST_ROUNDS
                        + " times before it answered "
                        + request.method(),
                null);
    }

    private Request again(Request request, Json.Obj result) throws InterruptedException {
        var responses = new LinkedHashMap<String, Json>();
        Map<String, Json> questions = result.object("inputRequests").members();
        if (questions.size() > MOST_QUESTIONS) {
            throw new McpException(
                    "the MCP server asked more than " + MOST_QUESTIONS + " questions at once",
                    null);
        }
        for (var asked : questions.entrySet()) {
            responses.put(asked.getKey(), answered((Json.Obj) objectOf(asked.getValue())));
        }
        Json.Obj params = request.params().with("inputResponses", new Json.Obj(responses));
        Json state = result.get("requestState");
        if (state != null) {
            params = params.with("requestState", state);
        }
        return new Request(
                request.method(), params, request.tool(), request.headers(), request.unlimited());
    }

    private static Json objectOf(Json json) {
        return json instanceof Json.Obj ? json : Json.EMPTY;
    }

    private Json.Obj answered(Json.Obj asked) throws InterruptedException {
        String method = String.valueOf(asked.string("method"));
        try {
            Json.Obj answer = settings.requests().answer(method, asked.object("params"));
            if (answer != null) {
                return answer;
            }
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new McpException(
                    "a request of the MCP server could not be answered: "
                            + Texts.line(String.valueOf(e.getMessage()), 300),
                    e);
        }
        throw new McpException(
                "the MCP server asked for "
                        + Texts.line(method, 100)
                        + ", which this client does not offer; see elicitation(…) and sampling(…)",
                null);
    }

    private Json.Obj once(Request request) throws InterruptedException {
        Transport to = connected();
        try {
            return send(to, request, settings.quiet(), settings.total());
        } catch (HttpTransport.StatusException e) {
            // A server that has forgotten the session did nothing of the request.
            if (e.status != 404 || stateless || !restarted(to)) {
                throw refusal(request.method(), e);
            }
        }
        try {
            return send(connected(), request, settings.quiet(), settings.total());
        } catch (HttpTransport.StatusException e) {
            throw refusal(request.method(), e);
        }
    }

    @SuppressWarnings("ReferenceEquality") // a connection is what it is
    private boolean restarted(Transport lost) throws InterruptedException {
        connectionLock.lockInterruptibly();
        try {
            if (!(lost instanceof HttpTransport http) || lost != transport || !mayRestart()) {
                return lost != transport; // Another thread has done so.
            }
            http.forgetSession();
            start(http);
            return true;
        } finally {
            connectionLock.unlock();
        }
    }

    private boolean mayRestart() {
        return !closed.get() && ++restarts <= MOST_RESTARTS;
    }

    private Transport connected() throws InterruptedException {
        if (!closed.get() && !transport.isOver()) {
            return transport;
        }
        connectionLock.lockInterruptibly();
        try {
            if (closed.get()) {
                throw new McpException("the MCP client is closed", null);
            }
            if (transport.isOver() && mayRestart()) {
                transport.close();
                transport = connecting.connect(this);
                if (closed.get()) {
                    transport.close();
                }
                start(transport);
            }
            return transport;
        } finally {
            connectionLock.unlock();
        }
    }

    Json.Obj send(Transport to, Request request, @Nullable Duration quiet, @Nullable Duration total)
            throws InterruptedException {
        long id = ids.incrementAndGet();
        Json.Obj meta = stateless ? Era.meta(settings.requests().capabilities()) : Json.EMPTY;
        if (!request.tool().isEmpty()) {
            meta = meta.with("progressToken", Json.of(id));
            messages.started(id, request.tool());
        }
        Json.Obj params = meta.isEmpty() ? request.params() : request.params().with("_meta", meta);
        var headers = new LinkedHashMap<String, String>(request.headers());
        if (stateless) {
            headers.putAll(Era.headers(request.method(), params));
        }
        messages.onProgress(to::progressed);
        try {
            return result(
                    request.method(),
                    to.send(
                            new Transport.Sent(
                                    id,
                                    request.method(),
                                    params,
                                    headers,
                                    request.unlimited() ? null : quiet,
                                    request.unlimited() ? null : total)));
        } finally {
            messages.ended(id);
        }
    }

    private static Json.Obj result(String method, Json.Obj response) {
        if (response.get("error") instanceof Json.Obj error) {
            throw refusal(method, error);
        }
        return response.object("result");
    }

    private static McpException refusal(String method, Json.Obj error) {
        long code = error.integer("code", McpException.NO_CODE);
        return new McpException(
                "the MCP server refused "
                        + method
                        + ": "
                        + Texts.line(String.valueOf(error.string("message")), 1_000),
                Math.clamp(code, Integer.MIN_VALUE, Integer.MAX_VALUE),
                error.get("data") instanceof Json.Obj data ? data : null,
                null);
    }

    static McpException refusal(String method, HttpTransport.StatusException e) {
        boolean token = e.status == 401 || e.status == 403; // what it says is no remedy
        return !token && e.message != null && e.message.get("error") instanceof Json.Obj error
                ? refusal(method, error)
                : new McpException(
                        "the MCP server did not accept " + method + ": " + e.getMessage(), e);
    }

    private void start(Transport to) throws InterruptedException {
        info = new Negotiation(this, settings, to).open();
    }

    /** Whether requests say by themselves all that is needed to answer them, from now on. */
    void stateless(boolean stateless) {
        this.stateless = stateless;
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        if (transport instanceof HttpTransport http && http.sessionId() != null) {
            http.delete();
        }
        transport.close(); // ends a restart that goes on, too
    }
}
