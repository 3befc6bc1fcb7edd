package dev.outcrop.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Who is measured.
 *
 * @param name as the tables say it
 * @param module the folder of {@code bench} that has it
 * @param type the class of its {@link Client}
 * @param calls whether it is measured in whole answers
 * @param streams whether it has streams
 * @param options what its JVM is told beside the flags of the row
 */
public record Contestant(
        String name,
        String module,
        String type,
        boolean calls,
        boolean streams,
        List<String> options) {
    static final Contestant RAW = new Contestant("raw", "harness", "Raw", true, true, List.of());
    static final Contestant OUTCROP =
            new Contestant("outcrop", "outcrop", "OutcropClient", true, true, List.of());

    /** Beside {@link #ANTHROPIC}, which asks so as well. */
    static final Contestant OUTCROP_INVOKE =
            new Contestant(
                    "outcrop (InvokeModel)",
                    "outcrop",
                    "OutcropClient",
                    true,
                    true,
                    List.of("-Dbench.protocol=INVOKE_MODEL"));

    static final Contestant SDK_SYNC =
            new Contestant("aws-sdk sync", "aws-sdk", "AwsSyncClient", true, false, List.of());
    static final Contestant SDK_ASYNC =
            new Contestant("aws-sdk async", "aws-sdk", "AwsAsyncClient", true, true, List.of());
    static final Contestant LANGCHAIN =
            new Contestant("langchain4j", "langchain4j", "LangChainClient", true, true, List.of());
    static final Contestant SPRING =
            new Contestant("spring-ai", "spring-ai", "SpringClient", true, true, List.of());
    static final Contestant ANTHROPIC =
            new Contestant(
                    "anthropic-java (InvokeModel)",
                    "anthropic",
                    "AnthropicClient",
                    true,
                    true,
                    List.of());

    static final List<Contestant> ALL =
            List.of(
                    RAW,
                    OUTCROP,
                    OUTCROP_INVOKE,
                    SDK_SYNC,
                    SDK_ASYNC,
                    LANGCHAIN,
                    SPRING,
                    ANTHROPIC);

    boolean isPeer() {
        return !equals(RAW) && !module.equals(OUTCROP.module);
    }

    /** The same, with as many connections as it wants. */
    Contestant tuned(int connections) {
        var more = new ArrayList<>(options);
        more.add("-Dbench.pool=" + connections);
        return new Contestant(name + ", tuned", module, type, calls, streams, List.copyOf(more));
    }

    /** The jars it runs on; the harness's own is among them. */
    public List<Path> jars(Path bench) {
        try {
            var jars = new ArrayList<Path>();
            Path target = bench.resolve(module).resolve("target");
            try (var files = Files.list(target)) {
                files.filter(file -> file.toString().endsWith(".jar")).forEach(jars::add);
            }
            String others = Files.readString(target.resolve("classpath")).strip();
            for (String jar : others.split(java.io.File.pathSeparator, -1)) {
                if (!jar.isEmpty()) {
                    jars.add(Path.of(jar));
                }
            }
            return jars;
        } catch (IOException e) {
            throw new IllegalStateException("build the bench first: " + e.getMessage(), e);
        }
    }

    /** The jars that an application has because of it. */
    List<Path> ownJars(Path bench) {
        return jars(bench).stream()
                .filter(
                        jar ->
                                !jar.getFileName().toString().startsWith("outcrop-bench")
                                        && !jar.getFileName().toString().startsWith("slf4j-nop"))
                .toList();
    }
}
