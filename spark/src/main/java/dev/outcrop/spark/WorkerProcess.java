package dev.outcrop.spark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A worker process: requests on its stdin, answers on its stdout, one line of JSON each, matched by
 * their {@code id}. It inherits the environment, and with it the credentials, and it ends with this
 * process, because its stdin ends then. Safe for any number of threads.
 */
final class WorkerProcess {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final OutputStream in;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, CompletableFuture<String>> waiting = new ConcurrentHashMap<>();
    private volatile boolean ended;

    private WorkerProcess(Process process) {
        this.process = process;
        in = process.getOutputStream();
    }

    /**
     * Starts one, and waits until it is ready.
     *
     * @throws IOException if it ends before
     */
    static WorkerProcess start(List<String> command) throws IOException {
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        if (out.readLine() == null) {
            throw new IOException("it ended at once; its stderr, in this process's, says why");
        }
        var worker = new WorkerProcess(process);
        var reader = new Thread(() -> worker.read(out), "outcrop-worker");
        reader.setDaemon(true);
        reader.start();
        return worker;
    }

    boolean hasEnded() {
        return ended;
    }

    CompletableFuture<String> ask(ObjectNode request) {
        long id = ids.incrementAndGet();
        var answer = new CompletableFuture<String>();
        waiting.put(id, answer);
        write(request.put("id", id).toString());
        var unused =
                answer.whenComplete(
                        (line, failure) -> {
                            waiting.remove(id);
                            if (answer.isCancelled()) {
                                write("{\"cancel\":" + id + "}");
                            }
                        });
        if (ended) { // it may have ended before the answer was registered
            answer.completeExceptionally(new IOException("the worker process ended"));
        }
        return answer;
    }

    private synchronized void write(String line) {
        try {
            in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException e) {
            process.destroy(); // the reader ends, and all answers with it
        }
    }

    private void read(BufferedReader out) {
        try (out) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                JsonNode answer = JSON.readTree(line);
                CompletableFuture<String> asked = waiting.get(answer.path("id").asLong());
                if (asked != null) {
                    asked.complete(line);
                }
            }
        } catch (IOException e) {
            // It broke off in the middle of a line, or wrote something else: it is of no use now.
        }
        ended = true;
        process.destroy();
        waiting.values()
                .forEach(
                        answer ->
                                answer.completeExceptionally(
                                        new IOException("the worker process ended")));
    }
}
