package dev.outcrop.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Messages as lines over the standard streams of a process. Threads of its own read and write, so
 * that a server which does not read or write stops no caller for longer than its time limit.
 *
 * @see <a
 *     href="https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/stdio">stdio</a>
 */
final class StdioTransport implements Transport {
    private static final int MOST_WAITING = 1_000;
    private static final int MOST_FOREIGN_LINES = 1_000;
    private static final int KEPT_ERROR_LINES = 10;
    private static final int ERRORS_MILLIS = 500;
    private static final int ERROR_LINE = 1_000;
    private static final byte[] NO_MORE = {};

    private final ServerProcess process;
    private final Inbound inbound;
    private final Consumer<String> standardError;
    private final int longest;
    private final Map<Long, Pending> pending = new ConcurrentHashMap<>();
    private final BlockingQueue<byte[]> outgoing = new ArrayBlockingQueue<>(MOST_WAITING);
    private final ArrayDeque<String> lastErrors = new ArrayDeque<>();
    private final CountDownLatch errorsEnded = new CountDownLatch(1);
    private final AtomicReference<@Nullable String> over = new AtomicReference<>();
    private volatile boolean answers;

    /** A request that waits for its response. */
    private static final class Pending {
        final CompletableFuture<Json.Obj> response = new CompletableFuture<>();
        volatile long progressed = System.nanoTime();
    }

    /**
     * @param longest the longest message, in bytes
     */
    StdioTransport(
            ServerProcess process, Inbound inbound, Consumer<String> standardError, int longest) {
        this.process = process;
        this.inbound = inbound;
        this.standardError = standardError;
        this.longest = longest;
        thread("reader", this::read);
        thread("writer", this::write);
        thread("errors", this::readErrors);
    }

    private void thread(String name, Runnable task) {
        // Reading from a pipe holds a platform thread in any case.
        Thread.ofPlatform().daemon().name("outcrop-mcp-" + name).start(task);
    }

    @Override
    public Json.Obj send(Sent request) throws InterruptedException {
        var waiting = new Pending();
        pending.put(request.id(), waiting);
        boolean answered = false;
        try {
            enqueue(request.message(), request.quiet());
            Json.Obj response = await(request, waiting);
            answered = true;
            return response;
        } finally {
            pending.remove(request.id());
            if (!answered && !isOver() && !request.method().equals("initialize")) {
                send(
                        JsonRpc.notification(
                                "notifications/cancelled",
                                Json.EMPTY
                                        .with("requestId", Json.of(request.id()))
                                        .with("reason", Json.of("the client stopped waiting"))));
            }
        }
    }

    private Json.Obj await(Sent request, Pending waiting) throws InterruptedException {
        long start = System.nanoTime();
        while (true) {
            String ended = over.get();
            if (ended != null && !waiting.response.isDone()) {
                throw new McpException(ended, null);
            }
            long left = left(request, waiting, start);
            if (left <= 0) {
                throw new McpException(
                        "the MCP server did not answer "
                                + request.method()
                                + " in time; it may still be working on it. "
                                + "Allow more time with timeout(…), or check the server: "
                                + process.command(),
                        null);
            }
            try {
                return waiting.response.get(left, TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                // There may have been progress.
            } catch (ExecutionException e) {
                throw new McpException(ended(), e);
            }
        }
    }

    private String ended() {
        return String.valueOf(over.get());
    }

    private static long left(Sent request, Pending waiting, long start) {
        long quiet = until(request.quiet(), waiting.progressed);
        return Math.min(quiet, until(request.total(), start));
    }

    private static long until(@Nullable Duration limit, long since) {
        return limit == null ? Long.MAX_VALUE : limit.toNanos() - (System.nanoTime() - since);
    }

    @Override
    public void send(Json.Obj message) {
        outgoing.offer(line(message)); // Nobody reads if there is no room, so nobody misses it.
    }

    private void enqueue(Json.Obj message, @Nullable Duration wait) throws InterruptedException {
        String ended = over.get();
        if (ended != null) {
            throw new McpException(ended, null);
        }
        byte[] line = line(message);
        if (line.length > longest) {
            throw new McpException(
                    "a message to the MCP server is longer than " + longest + " bytes", null);
        }
        long nanos = wait == null ? Long.MAX_VALUE : wait.toNanos();
        if (!outgoing.offer(line, nanos, TimeUnit.NANOSECONDS)) {
            throw new McpException(
                    "the MCP server does not read its input: " + process.command(), null);
        }
    }

    private static byte[] line(Json.Obj message) {
        return (message + "\n").getBytes(UTF_8); // JSON is written on one line
    }

    @Override
    public void progressed(long id) {
        Pending waiting = pending.get(id);
        if (waiting != null) {
            waiting.progressed = System.nanoTime();
        }
    }

    @Override
    public boolean isOver() {
        return over.get() != null;
    }

    @Override
    public void close() {
        process.noteChildren(); // the end of its input may end it at once, before they are known
        end("the MCP client is closed");
        process.close();
    }

    private void end(String why) {
        if (over.compareAndSet(null, why)) {
            outgoing.clear();
            outgoing.add(NO_MORE);
            pending.values()
                    .forEach(
                            waiting ->
                                    waiting.response.completeExceptionally(new IOException(why)));
        }
    }

    @SuppressWarnings("ReferenceEquality") // an empty line could be a message
    private void write() {
        try (OutputStream out = process.input()) {
            for (byte[] line = outgoing.take(); line != NO_MORE; line = outgoing.take()) {
                out.write(line);
                out.flush();
            }
        } catch (IOException | InterruptedException e) {
            // The reader sees the end too, and says why.
        }
    }

    private void read() {
        var lines = new LineReader(process.output(), longest);
        int foreign = 0;
        try {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                if (line.length == 0 || (line.length == 1 && line[0] == '\r')) {
                    continue;
                }
                Json.Obj message = JsonRpc.read(line, longest);
                if (message != null) {
                    take(message);
                } else if (++foreign > MOST_FOREIGN_LINES) {
                    fail("it writes text that is no message to its standard output");
                    return;
                } else {
                    inbound.ignored("a line that is no message: " + shown(line));
                }
            }
            String ending = process.ending();
            // Bounded, as a child of the process may hold its standard error open.
            errorsEnded.await(ERRORS_MILLIS, TimeUnit.MILLISECONDS);
            fail(ending + said() + (answers ? "" : passed()));
        } catch (LineReader.TooLongException e) {
            fail("it sent a message of more than " + longest + " bytes");
        } catch (IOException e) {
            fail("reading from it failed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail("reading from it was interrupted");
        }
    }

    /** What a handler throws must not end the reading. */
    private void take(Json.Obj message) {
        try {
            if (JsonRpc.isResponse(message)) {
                respond(message);
            } else if (message.string("method") != null) {
                inbound.received(message, this::send);
            } else {
                inbound.ignored("a message that is neither request nor response");
            }
        } catch (RuntimeException e) {
            inbound.ignored("a message that a listener failed for: " + e);
        }
    }

    private void respond(Json.Obj message) {
        Pending waiting =
                message.get("id") instanceof Json.Num number && number.isLong()
                        ? pending.remove(number.longValue())
                        : null;
        if (waiting == null) {
            inbound.ignored("a response that no request waits for");
        } else {
            answers = true;
            waiting.response.complete(message);
        }
    }

    private void fail(String why) {
        process.noteChildren();
        end("the MCP server cannot be used any more: " + why + " (" + process.command() + ")");
        process.close();
    }

    private String said() {
        synchronized (lastErrors) {
            return lastErrors.isEmpty() ? "" : "; it said: " + String.join(" | ", lastErrors);
        }
    }

    /** It may have ended at once because it lacks a variable. */
    private String passed() {
        return "; it got the environment variables "
                + process.variables()
                + "; pass others with inheritEnvironment(…) or environment(…)";
    }

    private void readErrors() {
        var lines = new ErrorLines(process.errors(), ERROR_LINE);
        try {
            for (String line = lines.next(); line != null; line = lines.next()) {
                keep(Texts.line(line, 300));
                standardError.accept(line);
            }
        } catch (IOException | RuntimeException e) {
            // Only the server's process would know.
        } finally {
            errorsEnded.countDown();
        }
    }

    private void keep(String line) {
        synchronized (lastErrors) {
            if (!line.isEmpty()) {
                lastErrors.add(line);
                if (lastErrors.size() > KEPT_ERROR_LINES) {
                    lastErrors.remove();
                }
            }
        }
    }

    private static String shown(byte[] line) {
        return Texts.line(new String(line, 0, Math.min(line.length, 400), UTF_8), 200);
    }
}
