package dev.outcrop.cli.bedrock;

import dev.outcrop.CompatibleServer;
import dev.outcrop.cli.config.Config;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.Similar;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.error.ValidationException;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The servers of {@code --server}: those that the library knows, and those of the configuration, as
 * {@code [servers.NAME]} with {@code url}, {@code api} and {@code key_env}. An entry with the name
 * of a known server changes its address or its variable.
 */
final class NamedServers {
    private static final String OPENAI = "openai";
    private static final String ANTHROPIC = "anthropic";
    private static final String EDIT = "outcrop config edit";

    private static final Map<String, Supplier<CompatibleServer>> KNOWN =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry(ANTHROPIC, CompatibleServer::anthropic),
                            Map.entry("azure", CompatibleServer::azure),
                            Map.entry("cloudflare", CompatibleServer::cloudflare),
                            Map.entry("databricks", CompatibleServer::databricks),
                            Map.entry("deepseek", CompatibleServer::deepSeek),
                            Map.entry("gemini", CompatibleServer::gemini),
                            Map.entry("groq", CompatibleServer::groq),
                            Map.entry("huggingface", CompatibleServer::huggingFace),
                            Map.entry("lmstudio", CompatibleServer::lmStudio),
                            Map.entry("mistral", CompatibleServer::mistral),
                            Map.entry("ollama", CompatibleServer::ollama),
                            Map.entry(OPENAI, CompatibleServer::openAi),
                            Map.entry("openrouter", CompatibleServer::openRouter),
                            Map.entry("perplexity", CompatibleServer::perplexity),
                            Map.entry("portkey", CompatibleServer::portkey),
                            Map.entry("sglang", CompatibleServer::sgLang),
                            Map.entry("snowflake", CompatibleServer::snowflake),
                            Map.entry("vllm", CompatibleServer::vLlm)));

    private NamedServers() {}

    /** Returns the names of the servers that need no configuration, sorted. */
    static List<String> known() {
        return List.copyOf(KNOWN.keySet());
    }

    /**
     * Returns the server. Variables of a known server are read when it is used.
     *
     * @throws UsageException if there is none with this name, or its configuration is incomplete
     */
    static CompatibleServer of(String name, Config config, ProcessContext stage) {
        CompatibleServer server = withoutKey(name, config);
        String variable = config.server(name).get("key_env");
        return variable == null ? server : server.withKey(key(name, variable, stage));
    }

    /** Returns the server, also if its key is missing. */
    static CompatibleServer withoutKey(String name, Config config) {
        Map<String, String> entries = config.server(name);
        Supplier<CompatibleServer> known = KNOWN.get(name);
        if (known == null && entries.isEmpty()) {
            throw unknown(name, config);
        }
        String url = entries.get("url");
        String api = entries.get("api");
        if (known != null && api == null && url == null) {
            return known.get();
        }
        if (url == null || !List.of(OPENAI, ANTHROPIC).contains(api == null ? OPENAI : api)) {
            throw new UsageException(
                    "The server " + name + " needs a url, and api is openai or anthropic.", EDIT);
        }
        try {
            if (known != null && api == null) {
                return known.get().withBaseUrl(url);
            }
            return ANTHROPIC.equals(api)
                    ? CompatibleServer.anthropic(url, null)
                    : CompatibleServer.openAiCompatible(url, null);
        } catch (ValidationException e) {
            throw new UsageException(
                    "Invalid url of the server " + name + ": " + e.what() + ".", EDIT);
        }
    }

    private static UsageException unknown(String name, Config config) {
        var names = new TreeSet<>(KNOWN.keySet());
        names.addAll(config.servers());
        String all = String.join(", ", names);
        String like = Similar.to(name, List.copyOf(names));
        return new UsageException(
                "Unknown server \"" + name + "\". There are " + all + ".",
                like == null ? "outcrop help ask" : "--server " + like);
    }

    private static String key(String name, String variable, ProcessContext stage) {
        String key = stage.environment().variable(variable);
        if (key == null) {
            throw new UsageException(
                    "The server " + name + " needs a key in " + variable + ".",
                    "export " + variable + "=...");
        }
        return key;
    }
}
