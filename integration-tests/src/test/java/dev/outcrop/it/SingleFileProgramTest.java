package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.local.script.Scripted;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A program that is one file, run as {@code java Program.java}, with a tool and a console. */
class SingleFileProgramTest extends WithLocal {
    private static final String PROGRAM =
            """
            import dev.outcrop.Bedrock;
            import dev.outcrop.policy.CallContext;
            import dev.outcrop.tool.ToolMethod;
            import dev.outcrop.tool.ToolMethod.Hidden;
            import dev.outcrop.tool.ToolMethod.Param;

            public class Program {
                public static class Weather {
                    @ToolMethod("The weather at a place")
                    public String weather(@Param("place") String where, @Hidden @Param("unit") String unit) {
                        return "4 " + unit + " in " + where;
                    }
                }

                public static void main(String[] args) {
                    try (var bedrock = Bedrock.builder().region("us-east-1").baseUrl(args[0]).apiKey("k").build()) {
                        var context = CallContext.NONE.withValue("unit", "degrees");
                        bedrock.model("us.amazon.nova-lite-v1:0").with(context).chat().tools(new Weather()).open().console();
                    }
                }
            }
            """;

    @TempDir private Path folder;

    @Test
    void hasNamedParametersAndReadsQuestionsFromItsInput() throws Exception {
        local.script(
                answer(
                        "tool_use",
                        "[{\"toolUse\":{\"toolUseId\":\"t1\",\"name\":\"weather\",\"input\":{\"place\":\"Oslo\"}}}]"),
                Scripted.text("Yes, it is cold."),
                Scripted.text("Warm."));
        Path file = Files.writeString(folder.resolve("Program.java"), PROGRAM);
        String classes =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Dstdout.encoding=UTF-8",
                                "-cp",
                                classes,
                                file.toString(),
                                local.endpoint().toString())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(
                    "Do I need a coat in Oslo?\nAnd in Rome?\nexit\nnever\n"
                            .getBytes(StandardCharsets.UTF_8));
        }
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(process.exitValue()).as(Files.readString(err)).isZero();
        assertThat(Files.readString(out))
                .contains(
                        "> * weather({\"place\":\"Oslo\"})\n  => 4 degrees in Oslo\nYes, it is cold.")
                .endsWith("> Warm.\n> \n");
        assertThat(local.requests()).hasSize(3);
    }
}
