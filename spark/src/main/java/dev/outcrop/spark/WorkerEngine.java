package dev.outcrop.spark;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Core in a worker process. If that ends, the next request starts another one. */
final class WorkerEngine implements Engines.Engine {
    private static final String MAIN = "dev.outcrop.spark.engine.WorkerMain";

    private final List<String> command;
    private @Nullable WorkerProcess worker; // guarded by this

    WorkerEngine(List<String> command) {
        this.command = command;
    }

    static List<String> command(Path java, String memory, List<Path> jars) {
        return List.of(
                java.toString(),
                "-Xmx" + memory,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                MAIN);
    }

    @Override
    public CompletableFuture<String> ask(ObjectNode request) {
        return running().ask(request);
    }

    private synchronized WorkerProcess running() {
        if (worker == null || worker.hasEnded()) {
            try {
                worker = WorkerProcess.start(command);
            } catch (IOException e) {
                throw new IllegalStateException("the worker process of Outcrop did not start", e);
            }
        }
        return worker;
    }
}
