package dev.outcrop.mcp;

import dev.outcrop.aws.Environment;
import dev.outcrop.internal.http.SocketHttpClient;
import dev.outcrop.internal.tool.ProgramEnvironment;
import dev.outcrop.internal.transport.Proxies;
import dev.outcrop.policy.HttpProxy;
import dev.outcrop.policy.Tls;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/** Settings of a connection to an MCP server. For one thread; {@link #open} connects. */
public final class McpBuilder {
    private final List<String> command;
    private final @Nullable URI uri;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<String> inherited = new ArrayList<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private @Nullable Map<String, String> processEnvironment;
    private @Nullable Path directory;
    private @Nullable Authorization authorization;
    private @Nullable HttpProxy proxy;
    private Tls tls = Tls.DEFAULT;
    private Duration start = Duration.ofSeconds(60);
    private Duration quiet = Duration.ofSeconds(60);
    private Duration total = Duration.ofMinutes(10);
    private Duration patience = Duration.ofSeconds(2);
    private int longest = 16 << 20;
    private @Nullable String version;
    private String prefix = "";
    private boolean trustAnnotations;
    private McpListener listener = new McpListener() {};
    private @Nullable Elicitation elicitation;
    private @Nullable Sampling sampling;
    private List<Path> roots = List.of();

    McpBuilder(List<String> command, @Nullable URI uri) {
        this.command = List.copyOf(command);
        this.uri = uri;
    }

    /**
     * Adds a variable to the environment of the server's process. From the environment of this
     * process it gets those only that nearly every program needs, such as {@code PATH}, {@code
     * HOME} and {@code LANG}, and those of {@link #inheritEnvironment}.
     */
    public McpBuilder environment(String name, String value) {
        boolean valid = !name.isEmpty() && name.indexOf('=') < 0 && name.indexOf(0) < 0;
        if (!valid || value.indexOf(0) >= 0) { // the JDK's own message shows the value
            throw new IllegalArgumentException("not an environment variable");
        }
        environment.put(name, value);
        return this;
    }

    /**
     * Passes variables of this process to the server's process too, if they are set. They may be
     * credentials, which the server can then use.
     *
     * @param names such as {@code GITHUB_TOKEN}; {@code *} at the end stands for any characters, so
     *     {@code *} alone passes all variables
     * @throws IllegalArgumentException if one cannot be a name
     */
    public McpBuilder inheritEnvironment(String... names) {
        for (String name : names) {
            inherited.add(ProgramEnvironment.requireName(name));
        }
        return this;
    }

    /** Sets the variables to choose from; those of this process by default. */
    McpBuilder processEnvironment(Map<String, String> variables) {
        this.processEnvironment = Map.copyOf(variables);
        return this;
    }

    /** Sets the working directory of the server's process; that of this JVM by default. */
    public McpBuilder directory(Path directory) {
        this.directory = directory;
        return this;
    }

    /** Adds a header to all HTTP requests. */
    public McpBuilder header(String name, String value) {
        headers.put(Objects.requireNonNull(name), Objects.requireNonNull(value));
        return this;
    }

    /** Sets what supplies access tokens for HTTP requests. */
    public McpBuilder authorization(Authorization authorization) {
        this.authorization = authorization;
        return this;
    }

    /** Sets the proxy of HTTP requests; by default that of the JVM's properties or environment. */
    public McpBuilder proxy(HttpProxy proxy) {
        this.proxy = proxy;
        return this;
    }

    /** Sets the TLS settings of HTTP requests. */
    public McpBuilder tls(Tls tls) {
        this.tls = tls;
        return this;
    }

    /**
     * Sets how long a request may take without the response or news of its progress: 60 seconds by
     * default.
     */
    public McpBuilder timeout(Duration timeout) {
        this.quiet = positive(timeout);
        return this;
    }

    /** Sets how long a request may take in all, however it progresses: 10 minutes by default. */
    public McpBuilder totalTimeout(Duration timeout) {
        this.total = positive(timeout);
        return this;
    }

    /**
     * Sets how long the server may take until it answers for the first time: 60 seconds by default,
     * as its command may have to be downloaded.
     */
    public McpBuilder startTimeout(Duration timeout) {
        this.start = positive(timeout);
        return this;
    }

    /** Sets how long the process may take to end by itself, and how long when asked to. */
    McpBuilder patience(Duration patience) {
        this.patience = patience;
        return this;
    }

    /** Sets the longest message in bytes, in both directions: 16 MiB by default. */
    public McpBuilder maxMessageBytes(int bytes) {
        if (bytes < 1_000 || bytes > 1 << 30) {
            throw new IllegalArgumentException(
                    "maxMessageBytes must be from 1000 to 1 GiB: " + bytes);
        }
        this.longest = bytes;
        return this;
    }

    /**
     * Sets the protocol version, such as {@code 2025-11-25}. By default the client finds out
     * whether the server has sessions, and uses the newest version of that kind.
     */
    public McpBuilder protocolVersion(String version) {
        if (!version.equals(Era.STATELESS) && !Era.WITH_SESSION.contains(version)) {
            throw new IllegalArgumentException(
                    "unknown protocol version "
                            + version
                            + "; known are "
                            + Era.STATELESS
                            + " and "
                            + String.join(", ", Era.WITH_SESSION));
        }
        this.version = version;
        return this;
    }

    /** Puts this and {@code _} before the names of all tools, for models. */
    public McpBuilder prefix(String prefix) {
        this.prefix = Objects.requireNonNull(prefix);
        return this;
    }

    /**
     * Uses what the server says about the effects of its tools for the tool policy. Only for
     * servers that you trust: a server may call a tool harmless that is not.
     */
    public McpBuilder trustAnnotations() {
        this.trustAnnotations = true;
        return this;
    }

    /** Sets what receives logs, progress and changes of the server's tools. */
    public McpBuilder listener(McpListener listener) {
        this.listener = Objects.requireNonNull(listener);
        return this;
    }

    /** Allows the server to ask the user; refused by default. */
    public McpBuilder elicitation(Elicitation elicitation) {
        this.elicitation = elicitation;
        return this;
    }

    /** Allows the server to ask a model; refused by default. */
    public McpBuilder sampling(Sampling sampling) {
        this.sampling = sampling;
        return this;
    }

    /** Tells the server which directories it should work in. */
    public McpBuilder roots(Path... directories) {
        this.roots = List.of(directories);
        return this;
    }

    private static Duration positive(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("a timeout must be positive: " + timeout);
        }
        return timeout;
    }

    /**
     * Connects to the server, starting it if it is a command, and asks for its tools. Blocks until
     * then.
     *
     * @return the connection; close it
     * @throws McpException if that fails; says why and what to do
     */
    public McpClient open() {
        var settings =
                new Settings(
                        start,
                        quiet,
                        total,
                        longest,
                        version,
                        prefix,
                        trustAnnotations,
                        listener,
                        new InputRequests(elicitation, sampling, roots));
        var client = new AtomicReference<@Nullable McpClient>();
        var messages =
                new ServerMessages(
                        listener,
                        settings.requests(),
                        () -> {
                            McpClient opened = client.get();
                            if (opened != null) {
                                opened.toolsChanged();
                            }
                        });
        try {
            McpClient opened = connected(settings, messages);
            client.set(opened);
            return opened;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new McpException("the wait for the MCP server was interrupted", e);
        }
    }

    private McpClient connected(Settings settings, ServerMessages messages)
            throws InterruptedException {
        URI address = uri;
        var session =
                new Session(
                        address == null ? this::process : owner -> http(address, owner),
                        settings,
                        messages);
        boolean open = false;
        try {
            var client = new McpClient(session, settings, address != null);
            Listening.start(session);
            open = true;
            return client;
        } finally {
            if (!open) {
                session.close();
            }
        }
    }

    private Transport process(Session session) {
        Map<String, String> process = processEnvironment;
        if (process == null) {
            process = new ProcessBuilder().environment(); // all that a program would inherit
        }
        var variables = new TreeMap<>(ProgramEnvironment.of(process, List.copyOf(inherited)));
        variables.putAll(environment);
        return new StdioTransport(
                ServerProcess.start(command, variables, directory, patience),
                session.messages(),
                listener::standardError,
                longest);
    }

    private Transport http(URI address, Session session) {
        var target =
                new HttpTransport.Target(
                        address,
                        Map.copyOf(headers),
                        authorization,
                        new Proxies(proxy, Environment.ofProcess()),
                        longest);
        return new HttpTransport(
                target,
                new SocketHttpClient(() -> tls),
                session.messages(),
                session::sessionHeaders);
    }

    /** Returns no values of variables and headers, which may be secret. */
    @Override
    public String toString() {
        return "McpBuilder["
                + (uri == null ? Texts.line(command.getFirst(), 100) : HttpTransport.shown(uri))
                + "]";
    }
}
