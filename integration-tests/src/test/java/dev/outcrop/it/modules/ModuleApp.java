package dev.outcrop.it.modules;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** An application that is a module of its own, and what it printed. */
final class ModuleApp {
    /** What it prints first, if the rules of every draft of JSON Schema are there. */
    static final String DRAFTS_KNOWN = "6 drafts\n";

    private static final String MAIN =
            """
            package app;

            import app.tools.Weather;
            import dev.outcrop.Bedrock;
            import dev.outcrop.schema.JsonSchema;
            import java.util.List;

            public class Main {
                static final List<String> DRAFTS = List.of(
                    "http://json-schema.org/draft-04/schema#",
                    "http://json-schema.org/draft-06/schema#",
                    "http://json-schema.org/draft-07/schema#",
                    "https://json-schema.org/draft/2019-09/schema",
                    "https://json-schema.org/draft/2020-12/schema",
                    "https://json-schema.org/draft/2020-12/schema#");

                static boolean isSchema(String draft, String type) {
                    try {
                        JsonSchema.parse("{'$schema':'DRAFT','type':'TYPE'}".replace('\\'', '"')
                            .replace("DRAFT", draft).replace("TYPE", type));
                        return true;
                    } catch (IllegalArgumentException e) {
                        return false;
                    }
                }

                public static void main(String[] profiles) {
                    long known = DRAFTS.stream()
                        .filter(draft -> isSchema(draft, "object") && !isSchema(draft, "thing"))
                        .count();
                    System.out.println(known + " drafts");
                    for (String profile : profiles) {
                        try (Bedrock bedrock = Bedrock.builder().profile(profile).build()) {
                            System.out.println(bedrock.model("MODEL").invoke("Hi!").text());
                        }
                    }
                    try (Bedrock bedrock = Bedrock.builder().profile(profiles[0]).build()) {
                        System.out.println(
                            bedrock.chat("MODEL").tools(new Weather()).ask("And in Oslo?").text());
                    } catch (IllegalArgumentException e) {
                        System.out.println(e.getMessage());
                    }
                }
            }
            """;

    private static final String WEATHER =
            """
            package app.tools;

            import dev.outcrop.tool.ToolMethod;

            public class Weather {
                record Place(String name, int height) {}

                @ToolMethod("The weather of a place")
                String weather(Place place) {
                    System.out.println("asked for " + place.name());
                    return "rain";
                }
            }
            """;

    private ModuleApp() {}

    /** Compiles the application into a folder. */
    static Path compile(Path folder, String moduleInfo, String model, Collection<Path> library)
            throws IOException {
        Path sources = folder.resolve("src");
        Files.createDirectories(sources.resolve("app/tools"));
        Path info = Files.writeString(sources.resolve("module-info.java"), moduleInfo);
        Path main =
                Files.writeString(sources.resolve("app/Main.java"), MAIN.replace("MODEL", model));
        Path tool = Files.writeString(sources.resolve("app/tools/Weather.java"), WEATHER);
        Path classes = folder.resolve("classes");
        JdkTool.JAVAC.run(
                "-proc:none",
                "-parameters",
                "-d",
                classes.toString(),
                "-p",
                joined(library),
                info.toString(),
                main.toString(),
                tool.toString());
        return classes;
    }

    static String joined(Collection<Path> paths) {
        return String.join(File.pathSeparator, paths.stream().map(Path::toString).toList());
    }

    /**
     * Runs a command as a process that has no variables but these.
     *
     * @return what it printed to its standard output and error
     */
    static String run(Path home, List<String> command) throws Exception {
        Path printed = Files.createTempFile(home, "printed", ".txt");
        var builder =
                new ProcessBuilder(new ArrayList<>(command))
                        .redirectErrorStream(true)
                        .redirectOutput(printed.toFile());
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().put("HOME", home.toString());
        Process process = builder.start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("still running: " + Files.readString(printed));
            }
            return Files.readString(printed);
        } finally {
            process.destroyForcibly();
        }
    }
}
