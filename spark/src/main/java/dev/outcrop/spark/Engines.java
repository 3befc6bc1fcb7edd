package dev.outcrop.spark;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.apache.spark.SparkEnv;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What answers prompts: one for an executor. */
final class Engines {
    private static final int OLDEST_JAVA = 21;
    private static final Map<String, Engine> STARTED = new HashMap<>(); // guarded by itself

    private Engines() {}

    /** Answers prompts. Safe for any number of threads. */
    interface Engine {
        /**
         * Asks.
         *
         * @param request with {@code prompt} and {@code options}
         * @return a line of JSON; fails if the engine ended. Cancelling it stops the call
         */
        CompletableFuture<String> ask(ObjectNode request);
    }

    /**
     * Returns the engine of this executor: core in this process, or a worker process if Java is too
     * old for it, or if the options or {@code spark.outcrop.worker} name a Java.
     */
    static Engine of(AnswerOptions options) {
        String worker = options.worker == null ? conf("spark.outcrop.worker") : options.worker;
        boolean inProcess = worker == null && Runtime.version().feature() >= OLDEST_JAVA;
        String name = inProcess ? "" : worker + "\n" + options.workerMemory;
        synchronized (STARTED) {
            return STARTED.computeIfAbsent(
                    name,
                    none ->
                            inProcess
                                    ? LoadedEngine.load(jars())
                                    : new WorkerEngine(command(worker, options.workerMemory)));
        }
    }

    private static List<String> command(@Nullable String worker, String memory) {
        Path java = JavaHomes.find(worker, OLDEST_JAVA);
        return WorkerEngine.command(java, memory, jars());
    }

    private static List<Path> jars() {
        try {
            return EngineJars.find();
        } catch (IOException e) {
            throw new UncheckedIOException("the libraries of Outcrop cannot be unpacked", e);
        }
    }

    /** Returns a value of the application's configuration; null if unset or not in Spark. */
    static @Nullable String conf(String name) {
        SparkEnv env = SparkEnv.get();
        String value = env == null ? "" : env.conf().get(name, "");
        return value.isEmpty() ? null : value;
    }
}
