package dev.outcrop.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/** Serves one client that sends messages as lines. */
final class StdioServer {
    private static final int LONGEST = 16 << 20;

    private final Dispatch dispatch;
    private final InputStream in;
    private final OutputStream out;
    private final Duration grace;
    private final ReentrantLock writing = new ReentrantLock();
    private final Dispatch.Running running = new Dispatch.Running();
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

    /**
     * @param grace how long calls may run on after the end of the input
     */
    StdioServer(Dispatch dispatch, InputStream in, OutputStream out, Duration grace) {
        this.dispatch = dispatch;
        this.in = in;
        this.out = out;
        this.grace = grace;
    }

    void run() throws IOException {
        var lines = new LineReader(in, LONGEST);
        // Each request on a thread of its own, so that a long call does not stop the others.
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (byte[] line = lines.next(); line != null; line = lines.next()) {
                    take(line, threads);
                    requireWritten();
                }
                finish(threads);
            } finally {
                running.cancelAll();
            }
        }
        requireWritten();
    }

    /** Calls of a client that sent them all at once and closed its output still get an answer. */
    private void finish(ExecutorService threads) {
        threads.shutdown();
        try {
            threads.awaitTermination(grace.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void requireWritten() throws IOException {
        IOException thrown = failure.get();
        if (thrown != null) {
            throw thrown;
        }
    }

    private void take(byte[] line, ExecutorService threads) {
        if (new String(line, UTF_8).isBlank()) {
            return;
        }
        Json.Obj message = JsonRpc.read(line, LONGEST);
        if (message == null) {
            write(JsonRpc.error(null, JsonRpc.PARSE_ERROR, "not a JSON-RPC 2.0 message", null));
        } else if (JsonRpc.isRequest(message)) {
            threads.execute(
                    () -> {
                        Json.Obj response = dispatch.answer(message, running);
                        if (response != null) {
                            write(response);
                        }
                    });
        } else if ("notifications/cancelled".equals(message.string("method"))) {
            running.cancel(message.object("params"));
        }
    }

    private void write(Json.Obj message) {
        byte[] line = (message + "\n").getBytes(UTF_8);
        writing.lock();
        try {
            out.write(line);
            out.flush();
        } catch (IOException e) {
            failure.compareAndSet(null, e);
        } finally {
            writing.unlock();
        }
    }
}
