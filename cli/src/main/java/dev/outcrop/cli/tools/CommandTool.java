package dev.outcrop.cli.tools;

import dev.outcrop.cli.terminal.FileErrors;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.internal.tool.ProgramEnvironment;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.tool.Tool;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A tool that is a program: it reads the input as JSON on stdin and prints the result. Its stderr
 * is the error if it exits with another code than 0. A file has one tool or an array of them:
 *
 * <pre>{"name": "…", "description": "…", "input_schema": {…}, "command": ["./weather", "--json"]}
 * </pre>
 *
 * <p>It gets only those variables of this process that nearly every program needs, and those that
 * {@code inheritEnv} names: the model chooses its input.
 */
public final class CommandTool {
    private static final int MOST_BYTES = 1 << 20;
    private static final String EXAMPLE = "outcrop help tools  shows an example";

    private final List<String> command;
    private final List<String> inherited;
    private final Path folder;

    private CommandTool(List<String> command, List<String> inherited, Path folder) {
        this.command = command;
        this.inherited = inherited;
        this.folder = folder;
    }

    /**
     * Reads the tools of a file.
     *
     * @throws UsageException if it is not valid
     */
    public static List<Tool> read(String name) {
        Path file = Path.of(name);
        try {
            Json json = Json.parse(Files.readString(file));
            List<Json> entries = json instanceof Json.Arr all ? all.elements() : List.of(json);
            var tools = new ArrayList<Tool>();
            for (Json entry : entries) {
                tools.add(tool(entry, Objects.requireNonNull(file.toAbsolutePath().getParent())));
            }
            return tools;
        } catch (NoSuchFileException e) {
            throw new UsageException("Cannot read " + file + ": it does not exist.", EXAMPLE);
        } catch (IOException e) {
            throw new UsageException(
                    "Cannot read " + file + ": " + FileErrors.reason(e) + ".", EXAMPLE);
        } catch (JsonException | IllegalArgumentException e) {
            throw new UsageException(file + " is not a tool: " + e.getMessage() + ".", EXAMPLE);
        }
    }

    private static Tool tool(Json entry, Path folder) {
        if (!(entry instanceof Json.Obj json)) {
            throw new IllegalArgumentException("it is not an object");
        }
        List<String> command = texts(json, "command");
        if (command.isEmpty()) {
            throw new IllegalArgumentException("command must be an array of texts");
        }
        List<String> inherited = texts(json, "inheritEnv");
        inherited.forEach(ProgramEnvironment::requireName);
        var program = new CommandTool(command, inherited, folder);
        return Tool.of(
                required(json, "name"),
                required(json, "description"),
                JsonSchema.of(json.object("input_schema")),
                program::run);
    }

    private static List<String> texts(Json.Obj json, String name) {
        var texts = new ArrayList<String>();
        boolean array = json.get(name) == null || json.get(name) instanceof Json.Arr;
        for (Json element : json.array(name)) {
            array &= element instanceof Json.Str;
            texts.add(element instanceof Json.Str text ? text.value() : "");
        }
        if (!array) {
            throw new IllegalArgumentException(name + " must be an array of texts");
        }
        return List.copyOf(texts);
    }

    private static String required(Json.Obj json, String name) {
        String value = json.string(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    /** Runs the program in the folder of the tool's file. If interrupted, the program is ended. */
    private Object run(Json.Obj input) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        Map<String, String> passed = ProgramEnvironment.of(builder.environment(), inherited);
        builder.environment().clear();
        builder.environment().putAll(passed);
        Process process = builder.start();
        var errors = new java.util.concurrent.FutureTask<>(() -> text(process.getErrorStream()));
        Thread.ofVirtual().start(errors);
        try {
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.toString().getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // The program does not read its input.
            }
            String result = text(process.getInputStream());
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException("exit code " + code + ": " + errors.get().strip());
            }
            return result.strip();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IOException("cannot read its errors", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String text(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES);
        in.transferTo(OutputStream.nullOutputStream());
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
