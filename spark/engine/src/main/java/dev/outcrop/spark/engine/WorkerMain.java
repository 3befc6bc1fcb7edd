package dev.outcrop.spark.engine;

import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The worker process of an executor whose Java is too old for core: requests as lines of JSON on
 * stdin, answers on stdout, in the order in which they are completed, with the {@code id} of their
 * request. A line {@code {"cancel":id}} stops a call. The process ends with stdin, which closes
 * when the executor ends, however it ends.
 */
public final class WorkerMain {
    private final AnswerEngine engine = new AnswerEngine();
    private final Map<Long, CompletableFuture<String>> active = new ConcurrentHashMap<>();
    private final OutputStream out;

    private WorkerMain(OutputStream out) {
        this.out = out;
    }

    /** Runs until stdin ends, then ends the process without waiting for calls in progress. */
    public static void main(String[] args) throws IOException {
        var out = new FileOutputStream(FileDescriptor.out);
        System.setOut(System.err); // what a library prints is no answer
        ProcessHandle.current()
                .parent()
                .ifPresent(
                        executor -> {
                            var unused =
                                    executor.onExit().thenRun(() -> Runtime.getRuntime().halt(0));
                        });
        var in =
                new BufferedReader(
                        new InputStreamReader(
                                new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8),
                        1 << 16);
        new WorkerMain(out).run(in);
        Runtime.getRuntime().halt(0);
    }

    private void run(BufferedReader in) throws IOException {
        write("{\"ready\":true}");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            try {
                if (Json.parse(line) instanceof Json.Obj request) {
                    accept(request, line);
                }
            } catch (JsonException e) {
                System.err.println("outcrop worker: a line is not JSON: " + e.getMessage());
            }
        }
    }

    private void accept(Json.Obj request, String line) {
        if (request.get("cancel") instanceof Json.Num cancelled) {
            CompletableFuture<String> call = active.remove(cancelled.longValue());
            if (call != null) {
                call.cancel(true);
            }
            return;
        }
        long id = request.integer("id", -1);
        CompletableFuture<String> call = engine.apply(line);
        active.put(id, call);
        var unused =
                call.whenComplete(
                        (answer, failure) -> {
                            active.remove(id);
                            if (answer != null) {
                                write("{\"id\":" + id + "," + answer.substring(1));
                            }
                        });
    }

    private synchronized void write(String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            Runtime.getRuntime().halt(1); // the executor is gone
        }
    }
}
