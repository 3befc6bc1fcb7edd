package dev.outcrop.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.Cancellation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import javax.tools.ToolProvider;

/** Tools of a class that was compiled without javac's -parameters, as {@code java File.java}. */
class NamelessParametersTest {
    @TempDir private Path folder;

    private Object compiled(String method) throws Exception {
        Path file = folder.resolve("Weather.java");
        Files.writeString(
                file,
                "import dev.outcrop.tool.*; import dev.outcrop.tool.ToolMethod.*;\n"
                        + "public class Weather {\n"
                        + method
                        + "\n}\n");
        int failed =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                folder.toString(),
                                file.toString());
        assertThat(failed).isZero();
        try (var loader =
                new URLClassLoader(
                        new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            return loader.loadClass("Weather").getConstructor().newInstance();
        }
    }

    @Test
    void paramNamesThem() throws Exception {
        Object weather =
                compiled(
                        "@ToolMethod(\"The weather\") public String at("
                                + "@Param(value = \"place\", description = \"a city\") String p,"
                                + " @Hidden @Param(\"unit\") String u, Tool.Context c)"
                                + " { return p + \" \" + u; }");

        Tool tool = Tool.from(weather).getFirst();

        assertThat(tool.definition().inputSchema())
                .isEqualTo(
                        Json.parse(
                                """
                                {"type":"object","properties":{"place":{"type":"string",\
                                "description":"a city"}},"required":["place"],\
                                "additionalProperties":false}
                                """));
        assertThat(
                        tool.prepare(
                                        (Json.Obj) Json.parse("{\"place\":\"Oslo\"}"),
                                        new Values(Map.of("unit", "C")))
                                .call())
                .isEqualTo("Oslo C");
    }

    @Test
    void withoutANameTheErrorShowsTheLineToWrite() throws Exception {
        Object weather =
                compiled(
                        "@ToolMethod(\"The weather\") public String at(String p, int days)"
                                + " { return p; }");

        assertThatThrownBy(() -> Tool.from(weather))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at(@Param(\"…\") String …, @Param(\"…\") int …)")
                .hasMessageContaining("<maven.compiler.parameters>");
    }

    @Test
    void aHiddenOneNeedsANameToo() throws Exception {
        Object weather =
                compiled(
                        "@ToolMethod(\"The weather\") public String at(@Hidden String p)"
                                + " { return p; }");

        assertThatThrownBy(() -> Tool.from(weather))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("@Hidden @Param(\"…\") String");
    }

    private record Values(Map<String, Object> values) implements Tool.Context {
        @Override
        public Content.ToolUse call() {
            return new Content.ToolUse("t1", "at", Json.EMPTY);
        }

        @Override
        public List<Turn> turns() {
            return List.of();
        }

        @Override
        public Cancellation cancellation() {
            return new Cancellation();
        }

        @Override
        public void progress(String message) {}

        @Override
        public void progress(double fraction, String message) {}
    }
}
