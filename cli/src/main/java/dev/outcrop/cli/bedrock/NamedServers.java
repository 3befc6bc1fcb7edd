package dev.outcrop.cli.bedrock;

import dev.outcrop.CompatibleServer;
import dev.outcrop.cli.config.Config;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.UsageException;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.TreeSet;

/**
 * The servers of {@code --server}: those of the configuration, as {@code [servers.NAME]} with
 * {@code url}, {@code api} and {@code key_env}, and some well-known ones.
 */
final class NamedServers {
    private static final String ANTHROPIC = "anthropic";

    private record Known(String url, String api, @Nullable String keyVariable) {}

    private static final Map<String, Known> KNOWN =
            Map.of(
                    "ollama",
                    new Known("http://localhost:11434/v1", "openai", null),
                    "lmstudio",
                    new Known("http://localhost:1234/v1", "openai", null),
                    "vllm",
                    new Known("http://localhost:8000/v1", "openai", null),
                    "openai",
                    new Known("https://api.openai.com/v1", "openai", "OPENAI_API_KEY"),
                    "openrouter",
                    new Known("https://openrouter.ai/api/v1", "openai", "OPENROUTER_API_KEY"),
                    ANTHROPIC,
                    new Known("https://api.anthropic.com/v1", ANTHROPIC, "ANTHROPIC_API_KEY"));

    private NamedServers() {}

    /**
     * Returns the server.
     *
     * @throws UsageException if there is none with this name, or its key is missing
     */
    static CompatibleServer of(String name, Config config, ProcessContext stage) {
        Known server = known(name, config);
        String key = key(name, server, stage);
        try {
            return server.api().equals(ANTHROPIC)
                    ? CompatibleServer.anthropic(server.url(), key)
                    : CompatibleServer.openAiCompatible(server.url(), key);
        } catch (RuntimeException e) {
            throw new UsageException(
                    "Invalid url of the server " + name + ": " + e.getMessage() + ".",
                    "outcrop config edit");
        }
    }

    private static Known known(String name, Config config) {
        Map<String, String> entries = config.server(name);
        if (entries.isEmpty()) {
            Known known = KNOWN.get(name);
            if (known == null) {
                var names = new TreeSet<>(KNOWN.keySet());
                names.addAll(config.servers());
                throw new UsageException(
                        "Unknown server \"" + name + "\".",
                        "--server with one of " + String.join(", ", names));
            }
            return known;
        }
        String url = entries.get("url");
        String api = entries.getOrDefault("api", "openai");
        if (url == null || !(api.equals("openai") || api.equals(ANTHROPIC))) {
            throw new UsageException(
                    "The server " + name + " needs a url, and api is openai or anthropic.",
                    "outcrop config edit");
        }
        return new Known(url, api, entries.get("key_env"));
    }

    private static @Nullable String key(String name, Known server, ProcessContext stage) {
        if (server.keyVariable() == null) {
            return null;
        }
        String key = stage.environment().variable(server.keyVariable());
        if (key == null) {
            throw new UsageException(
                    "The server " + name + " needs a key in " + server.keyVariable() + ".",
                    "export " + server.keyVariable() + "=...");
        }
        return key;
    }
}
