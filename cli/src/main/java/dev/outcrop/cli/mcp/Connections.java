package dev.outcrop.cli.mcp;

import dev.outcrop.cli.terminal.ExitCode;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.TerminalText;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.mcp.Mcp;
import dev.outcrop.mcp.McpBuilder;
import dev.outcrop.mcp.McpClient;
import dev.outcrop.mcp.McpException;
import dev.outcrop.mcp.McpListener;
import dev.outcrop.message.ToolDefinition;
import dev.outcrop.tool.Tool;
import dev.outcrop.tool.Toolbox;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Connections to servers, in the order in which they were named. The processes end with it. */
final class Connections implements AutoCloseable {
    private final List<McpClient> clients;

    private Connections(List<McpClient> clients) {
        this.clients = List.copyOf(clients);
    }

    /**
     * Connects to all servers at once, and waits for them.
     *
     * @param timeout of a request; null for the usual one
     * @throws UsageException if one of them cannot be used; says which, why, and what to do
     */
    static Connections open(
            List<ServerSpec> servers, @Nullable Duration timeout, ProcessContext stage) {
        return stage.interrupts().during(() -> all(servers, timeout, stage));
    }

    private static Connections all(
            List<ServerSpec> servers, @Nullable Duration timeout, ProcessContext stage)
            throws InterruptedException {
        var opened = new ArrayList<McpClient>();
        UsageException failure = null;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = new ArrayList<Future<McpClient>>();
            for (ServerSpec server : servers) {
                McpBuilder builder = settings(server, timeout, stage);
                waiting.add(threads.submit(builder::open));
            }
            for (int i = 0; i < servers.size(); i++) {
                try {
                    opened.add(waiting.get(i).get());
                } catch (ExecutionException e) {
                    failure = failure == null ? failure(servers.get(i), e.getCause()) : failure;
                }
            }
        } finally {
            if (opened.size() < servers.size()) {
                close(opened);
            }
        }
        if (failure != null) {
            throw failure;
        }
        return new Connections(opened);
    }

    private static McpBuilder settings(
            ServerSpec server, @Nullable Duration timeout, ProcessContext stage) {
        McpBuilder builder = server.builder().listener(notes(server, stage));
        if (timeout != null) {
            builder.timeout(timeout).totalTimeout(timeout).startTimeout(timeout);
        }
        return server.uri() == null || server.isAuthorized()
                ? builder
                : builder.authorization(SignedIn.authorization(stage));
    }

    private static McpListener notes(ServerSpec server, ProcessContext stage) {
        return new McpListener() {
            @Override
            public void warning(String message) {
                stage.stdio()
                        .err()
                        .println(
                                TerminalText.harmless("note: " + McpRemedy.named(server, message)));
            }
        };
    }

    /** Returns the error of the command for a failure of a server. */
    static UsageException failure(ServerSpec server, @Nullable Throwable e) {
        if (e instanceof UsageException usage) {
            return usage;
        }
        if (!(e instanceof McpException failed)) {
            throw new IllegalStateException(e);
        }
        return new UsageException(
                McpRemedy.what(server, failed), McpRemedy.of(server), ExitCode.FAILED);
    }

    List<McpClient> clients() {
        return clients;
    }

    /** Returns the tools of all servers. */
    List<Tool> tools() {
        Toolbox all = Mcp.toolbox(clients.toArray(McpClient[]::new));
        var tools = new ArrayList<Tool>();
        for (ToolDefinition definition : all.definitions()) {
            if (definition instanceof ToolDefinition.Spec spec) {
                tools.add(Objects.requireNonNull(all.tool(spec.name())));
            }
        }
        return tools;
    }

    @Override
    public void close() {
        close(clients);
    }

    /** All at once: each may take a few seconds to end. */
    private static void close(List<McpClient> clients) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            clients.forEach(client -> threads.execute(client::close));
        }
    }
}
