package dev.outcrop.it.jackson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Without Jackson's annotations, a program compiles without a warning. An element of an annotation
 * would be one: the compiler does not find its type.
 */
class NoJacksonTest {
    private static final String PROGRAM =
            """
            import dev.outcrop.*;
            import dev.outcrop.catalog.*;
            import dev.outcrop.json.*;
            import dev.outcrop.message.*;

            class Program {
                Json json(Turn turn, Reply reply, Citation citation, Cost cost) {
                    Content block = turn.content().getFirst();
                    Message message = turn.message();
                    return Json.array(
                        Turn.fromJson(turn.toJson()).toJson(), block.toJson(), message.toJson(),
                        citation.toJson(), reply.toJson(), reply.usage().json(), Json.from(cost.usd()),
                        Json.of(message.role().wire()), Json.of(reply.stopReason().wire()),
                        Json.Obj.from(java.util.Map.of()), Json.Arr.from(java.util.List.of()));
                }
            }
            """;

    @Test
    void aProgramCompilesWithoutWarnings(@TempDir Path out) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var source =
                new SimpleJavaFileObject(
                        URI.create("string:///Program.java"), SimpleJavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignored) {
                        return PROGRAM;
                    }
                };
        var said = new StringWriter();

        boolean compiled =
                compiler.getTask(
                                said,
                                null,
                                null,
                                List.of("-Werror", "-cp", withoutJackson(), "-d", out.toString()),
                                null,
                                List.of(source))
                        .call();

        assertThat(said.toString()).isEmpty();
        assertThat(compiled).isTrue();
        assertThat(Files.exists(out.resolve("Program.class"))).isTrue();
    }

    /** The class path of this test, with Outcrop, but without Jackson's annotations. */
    private static String withoutJackson() throws Exception {
        Path core = Path.of(Json.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("jackson-annotations"))
                .filter(entry -> !entry.contains("jackson-databind"))
                .collect(Collectors.joining(File.pathSeparator, core + File.pathSeparator, ""));
    }
}
