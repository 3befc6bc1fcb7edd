package dev.outcrop.tool;

import dev.outcrop.message.Content;
import dev.outcrop.message.ToolDefinition;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The tools that are defined for a model, in order, each with a unique name, and those of them that
 * can run. Immutable.
 *
 * <p>The order is the order of adding and stays the same, so that Bedrock's prompt cache matches.
 */
public final class Toolbox {
    /** No tools. */
    public static final Toolbox EMPTY = new Toolbox(List.of(), Map.of());

    private final List<ToolDefinition> definitions;
    private final Map<String, Tool> tools;

    private Toolbox(List<ToolDefinition> definitions, Map<String, Tool> tools) {
        this.definitions = List.copyOf(definitions);
        this.tools = tools;
    }

    /**
     * Returns a toolbox of these tools.
     *
     * @param tools each a {@link Tool}; a {@link ToolDefinition}: one of Bedrock's own, a cache
     *     point, or a tool that is only defined, whose calls the caller answers; a {@code Toolbox}
     *     or collection of these; or an object, or class, with {@link ToolMethod} methods
     * @throws IllegalArgumentException if two have one name, or an argument is none of these
     */
    public static Toolbox of(Object... tools) {
        return EMPTY.with(tools);
    }

    /**
     * Returns this toolbox with more tools. A tool replaces another one with the same name.
     *
     * @throws IllegalArgumentException as {@link #of}
     */
    public Toolbox with(Object... tools) {
        var entries = new ArrayList<Entry>();
        for (Object tool : tools) {
            add(tool, entries);
        }
        requireDifferent(entries);
        var all = new ArrayList<>(definitions);
        var runnable = new LinkedHashMap<>(this.tools);
        for (Entry entry : entries) {
            String name = name(entry.definition());
            int known = name == null ? -1 : indexOf(name, all);
            if (known < 0) {
                all.add(entry.definition());
            } else {
                all.set(known, entry.definition());
                runnable.remove(name);
            }
            if (entry.tool() != null) {
                runnable.put(entry.tool().name(), entry.tool());
            }
        }
        return new Toolbox(all, runnable);
    }

    /** Returns the definitions of all tools. */
    public List<ToolDefinition> definitions() {
        return definitions;
    }

    /** Returns the tool of this name that can run; null if there is none. */
    public @Nullable Tool tool(String name) {
        return tools.get(name);
    }

    /** Returns the names of the tools that can run. */
    public Set<String> names() {
        return Set.copyOf(tools.keySet());
    }

    /** Whether this tool is only defined, so that the caller must answer its calls. */
    public boolean isOnlyToldOf(String name) {
        return !tools.containsKey(name)
                && definitions.stream()
                        .anyMatch(
                                d ->
                                        d instanceof ToolDefinition.Spec spec
                                                && spec.name().equals(name));
    }

    public boolean isEmpty() {
        return definitions.isEmpty();
    }

    private record Entry(ToolDefinition definition, @Nullable Tool tool) {}

    private static void add(Object given, List<Entry> entries) {
        Objects.requireNonNull(given, "a tool is null");
        switch (given) {
            case Tool tool -> entries.add(new Entry(tool.definition(), tool));
            case ToolDefinition definition -> {
                if (definition instanceof ToolDefinition.Spec spec) {
                    ToolNames.requireLegal(spec.name());
                }
                entries.add(new Entry(definition, null));
            }
            case Toolbox box -> {
                for (ToolDefinition definition : box.definitions) {
                    String name = name(definition);
                    entries.add(new Entry(definition, name == null ? null : box.tool(name)));
                }
            }
            case Collection<?> many -> many.forEach(one -> add(one, entries));
            case Object[] many -> Arrays.asList(many).forEach(one -> add(one, entries));
            default -> Tool.from(given).forEach(tool -> add(tool, entries));
        }
    }

    private static void requireDifferent(List<Entry> entries) {
        var names = new HashSet<String>();
        for (Entry entry : entries) {
            String name = name(entry.definition());
            if (name != null && !names.add(name)) {
                throw new IllegalArgumentException(
                        "two tools have the name " + name + "; rename one of them");
            }
        }
    }

    private static int indexOf(String name, List<ToolDefinition> definitions) {
        for (int i = 0; i < definitions.size(); i++) {
            if (name.equals(name(definitions.get(i)))) {
                return i;
            }
        }
        return -1;
    }

    private static @Nullable String name(ToolDefinition definition) {
        return switch (definition) {
            case ToolDefinition.Spec spec -> spec.name();
            case ToolDefinition.SystemTool system -> system.name();
            case Content.CachePoint ignored -> null;
            case ToolDefinition.Unknown ignored -> null;
        };
    }

    @Override
    public String toString() {
        var names = new ArrayList<String>();
        for (ToolDefinition definition : definitions) {
            String name = name(definition);
            if (name != null) {
                names.add(name);
            }
        }
        return "Toolbox" + names;
    }
}
