package dev.outcrop.mcp;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The process of a server and the processes that it started. They end with {@link #close}, at the
 * latest with this JVM.
 */
final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final String command;
    private final String variables;
    private final Duration patience;
    private final Thread atExit;
    private final Set<ProcessHandle> children = new LinkedHashSet<>();

    private ServerProcess(Process process, String command, String variables, Duration patience) {
        this.process = process;
        this.command = command;
        this.variables = variables;
        this.patience = patience;
        this.atExit = Thread.ofPlatform().unstarted(this::kill);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Starts a server.
     *
     * @param environment all of its variables; they may be secret
     * @param patience how long it may take to end by itself
     * @throws McpException if it cannot be started; says why and what to do
     */
    static ServerProcess start(
            List<String> command,
            Map<String, String> environment,
            @Nullable Path directory,
            Duration patience) {
        var builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.directory(directory == null ? null : new File(directory.toString()));
        String shown = Texts.line(String.join(" ", command), 200);
        String names = Texts.line(String.join(", ", environment.keySet()), 500);
        try {
            return new ServerProcess(builder.start(), shown, names, patience);
        } catch (IOException e) {
            throw new McpException(
                    "the MCP server could not be started: "
                            + shown
                            + ". Is "
                            + Texts.line(command.getFirst(), 100)
                            + " installed and in PATH? ("
                            + Texts.line(String.valueOf(e.getMessage()), 200)
                            + ")",
                    e);
        }
    }

    OutputStream input() {
        return process.getOutputStream();
    }

    InputStream output() {
        return process.getInputStream();
    }

    InputStream errors() {
        return process.getErrorStream();
    }

    String command() {
        return command;
    }

    /** Returns the names of its variables, for a message. */
    String variables() {
        return variables;
    }

    /** Remembers the processes it has started: they are no longer found once it has ended. */
    synchronized void noteChildren() {
        process.descendants().forEach(children::add);
    }

    /** Returns how it ended, for a message; waits a moment for the end. */
    String ending() throws InterruptedException {
        return process.waitFor(500, TimeUnit.MILLISECONDS)
                ? "it ended with exit code " + process.exitValue()
                : "it closed its output";
    }

    /**
     * Closes its input, and waits for the end; then asks the system to end it and its children, and
     * at last kills them.
     */
    @Override
    public void close() {
        noteChildren();
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It has ended already.
        }
        boolean interrupted = false;
        try {
            if (!process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                process.destroy();
                process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        kill();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is ending.
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void kill() {
        process.descendants().forEach(children::add);
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
