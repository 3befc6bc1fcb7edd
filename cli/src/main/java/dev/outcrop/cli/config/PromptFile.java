package dev.outcrop.cli.config;

import dev.outcrop.cli.terminal.FileErrors;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.Similar;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.message.Message;
import dev.outcrop.prompt.PromptTemplate;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A template of a question: {@code templates/NAME.toml} beside the configuration. It has a {@code
 * prompt} or a {@code system} text with {@code {name}} for values, and may have a {@code model}, a
 * table {@code [params]} and a table {@code [defaults]} of values. {@code {input}} is the question
 * itself.
 *
 * @param defaults values of placeholders that the command line need not give
 */
public record PromptFile(
        @Nullable String system,
        @Nullable String prompt,
        @Nullable String model,
        Map<String, String> params,
        Map<String, String> defaults) {
    private static final String END = ".toml";
    private static final String INPUT = "input";

    /** Returns the folder of the templates. */
    public static Path folder(ProcessContext stage) {
        return ConfigFolder.config(stage).resolve("templates");
    }

    /** Returns the names of all templates, sorted. */
    public static List<String> names(ProcessContext stage) {
        try (Stream<Path> files = Files.list(folder(stage))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(END))
                    .map(name -> name.substring(0, name.length() - END.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Returns the file of a name, which a path with a slash is already. */
    public static Path file(ProcessContext stage, String name) {
        return name.contains("/") ? Path.of(name) : folder(stage).resolve(name + END);
    }

    /**
     * Reads a template.
     *
     * @throws UsageException if there is none, or it is not valid
     */
    public static PromptFile load(ProcessContext stage, String name) {
        Path file = file(stage, name);
        try {
            return of(TomlText.parse(Files.readString(file)));
        } catch (NoSuchFileException e) {
            String like = Similar.to(name, names(stage));
            throw new UsageException(
                    "No template \"" + name + "\": " + file + " does not exist.",
                    like == null ? "outcrop templates" : "-t " + like);
        } catch (IOException e) {
            throw new UsageException(
                    "Cannot read " + file + ": " + FileErrors.reason(e) + ".", "outcrop templates");
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    file + ", " + e.getMessage() + ".", "outcrop templates edit " + name);
        }
    }

    private static PromptFile of(Map<String, Object> values) {
        var params = new LinkedHashMap<String, String>();
        var defaults = new LinkedHashMap<String, String>();
        var others = new LinkedHashMap<String, String>();
        values.forEach(
                (key, value) -> {
                    String text = value instanceof String one ? one : String.valueOf(value);
                    int dot = key.indexOf('.');
                    String table = dot < 0 ? "" : key.substring(0, dot);
                    switch (table) {
                        case "params" -> params.put(key.substring(dot + 1), text);
                        case "defaults" -> defaults.put(key.substring(dot + 1), text);
                        default -> others.put(key, text);
                    }
                });
        String system = others.remove("system");
        String prompt = others.remove("prompt");
        String model = others.remove("model");
        if (!others.isEmpty()) {
            throw new IllegalArgumentException("unknown name " + others.keySet().iterator().next());
        }
        if (system == null && prompt == null) {
            throw new IllegalArgumentException("a template needs a prompt or a system text");
        }
        return new PromptFile(system, prompt, model, params, defaults);
    }

    /**
     * Returns the question with all values filled in. Without {@code {input}} in it, the typed
     * question follows the template's text.
     *
     * @throws UsageException if a value is missing or has no placeholder
     */
    public String question(Map<String, String> given, String input) {
        if (prompt == null) {
            return input;
        }
        boolean takesInput = placeholders(prompt).contains(INPUT);
        String filled = filled(prompt, given, takesInput ? input : null);
        return takesInput || input.isBlank() ? filled : filled.stripTrailing() + "\n\n" + input;
    }

    /** Returns the system prompt with all values filled in; null if there is none. */
    public @Nullable String system(Map<String, String> given) {
        return system == null ? null : filled(system, given, null);
    }

    /**
     * Requires that each value given has a placeholder.
     *
     * @throws UsageException if one has none
     */
    public void requireUsed(Map<String, String> given) {
        var known = new java.util.TreeSet<String>();
        known.addAll(prompt == null ? List.of() : placeholders(prompt));
        known.addAll(system == null ? List.of() : placeholders(system));
        known.remove(INPUT);
        for (String name : given.keySet()) {
            if (!known.contains(name)) {
                throw new UsageException(
                        "The template has no value \"" + name + "\"; its values: " + known + ".",
                        "remove -v " + name + "=...");
            }
        }
    }

    private String filled(String text, Map<String, String> given, @Nullable String input) {
        var values = new LinkedHashMap<String, Object>(defaults);
        values.putAll(given);
        if (input != null) {
            values.put(INPUT, input);
        }
        var wanted = placeholders(text);
        for (String name : wanted) {
            if (!values.containsKey(name)) {
                throw new UsageException(
                        "The template needs a value for \"" + name + "\".",
                        "-v " + name + "=VALUE");
            }
        }
        values.keySet().retainAll(wanted);
        return template(text).format(values).getFirst().text();
    }

    private static java.util.Set<String> placeholders(String text) {
        return template(text).names();
    }

    private static PromptTemplate template(String text) {
        try {
            return PromptTemplate.of(Message.user(text));
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage() + ".", "write {{ and }} for literal braces");
        }
    }
}
