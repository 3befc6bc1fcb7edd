package dev.outcrop.bench.faults;

import dev.outcrop.bench.Contestant;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A {@link Worker}, seen from the driver. */
final class WorkerProcess implements AutoCloseable {
    private final Process process;
    private final BufferedWriter commands;
    private final AtomicInteger trials = new AtomicInteger();
    private final Map<Integer, Inbox> inboxes = new ConcurrentHashMap<>();

    private WorkerProcess(Process process) {
        this.process = process;
        commands = process.outputWriter();
        Thread.ofPlatform().daemon().start(this::listen);
    }

    static WorkerProcess start(Path bench, Contestant who) throws IOException {
        String jars =
                who.jars(bench).stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator));
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        jars,
                        Worker.class.getName(),
                        "dev.outcrop.bench.faults." + who.type());
        return new WorkerProcess(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
    }

    /** Makes a client; what its callers see goes to the inbox. */
    int open(URI endpoint, Limits limits, Inbox inbox) throws IOException {
        int trial = trials.incrementAndGet();
        inboxes.put(trial, inbox);
        send("open", trial, endpoint, said(limits.total()), said(limits.silence()));
        return trial;
    }

    void ask(int trial, int caller, Row row) throws IOException {
        send("ask", trial, caller, row.mode().name(), row.hasTool(), row.throwing());
    }

    void close(int trial) throws IOException {
        send("close", trial);
        inboxes.remove(trial);
    }

    private static String said(Duration duration) {
        return duration == null ? "-" : duration.toString();
    }

    private synchronized void send(Object... words) throws IOException {
        for (Object word : words) {
            commands.append(word.toString()).append(' ');
        }
        commands.append('\n').flush();
    }

    private void listen() {
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                Signal signal = Signal.parse(line);
                Inbox inbox = inboxes.get(signal.trial());
                if (inbox != null) {
                    inbox.add(signal);
                }
            }
        } catch (IOException e) {
            // it is gone
        }
        inboxes.values().forEach(Inbox::lost);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        commands.close();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
