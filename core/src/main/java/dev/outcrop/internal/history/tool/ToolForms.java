package dev.outcrop.internal.history.tool;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.family.ToolNameRules;
import dev.outcrop.internal.family.ToolSchemaRules;
import dev.outcrop.internal.history.edit.AsciiNames;
import dev.outcrop.internal.history.edit.ListEdits;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.ConverseRequest.ToolConfig;
import dev.outcrop.message.Message;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.message.ToolDefinition;
import dev.outcrop.message.Turn;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The tools of one request in the form that a model accepts: their names, in the definitions, the
 * choice and the calls of the history, and their schemas. {@link #read} converts the calls of its
 * answer back. Immutable, safe for any number of threads.
 */
public final class ToolForms {
    private static final ToolForms UNCHANGED = new ToolForms(Map.of(), Set.of(), true);

    /** The names that are sent, by the tools' own names; only those that differ. */
    private final Map<String, String> sent;

    private final Map<String, String> own = new HashMap<>();

    /** The tools, by their own names, whose input is sent as the only member of an object. */
    private final Set<String> wrapped;

    private final boolean strict;

    private ToolForms(Map<String, String> sent, Set<String> wrapped, boolean strict) {
        this.sent = sent;
        this.strict = strict;
        this.wrapped = wrapped;
        sent.forEach((name, form) -> own.put(form, name));
    }

    /**
     * Returns the forms of a request's tools.
     *
     * @throws ValidationException if two tools have one name
     */
    public static ToolForms of(ConverseRequest request, ModelName model) {
        ToolConfig config = request.toolConfig();
        if (config == null && !ToolBlocks.areCalledIn(request.messages())) {
            return UNCHANGED;
        }
        List<ToolDefinition> tools = config == null ? List.of() : config.tools();
        var names = new LinkedHashSet<String>();
        var taken = new HashSet<String>();
        var wrapped = new HashSet<String>();
        for (ToolDefinition tool : tools) {
            String name = name(tool);
            if (name != null && !taken.add(name)) {
                throw ambiguous(request, name);
            }
            if (tool instanceof ToolDefinition.Spec spec) {
                names.add(spec.name());
                if (ToolSchemas.isWrapped(spec.inputSchema(), ToolSchemaRules.of(model))) {
                    wrapped.add(spec.name());
                }
            }
        }
        request.messages().forEach(message -> addCalls(message, names));
        Map<String, String> sent = changed(names, taken, ToolNameRules.of(model));
        boolean strict = ToolSchemaRules.of(model).strict();
        return sent.isEmpty() && wrapped.isEmpty() && strict
                ? UNCHANGED
                : new ToolForms(sent, wrapped, strict);
    }

    private static @Nullable String name(ToolDefinition tool) {
        return switch (tool) {
            case ToolDefinition.Spec spec -> spec.name();
            case ToolDefinition.SystemTool system -> system.name();
            case Content.CachePoint ignored -> null;
            case ToolDefinition.Unknown ignored -> null;
        };
    }

    private static ValidationException ambiguous(ConverseRequest request, String name) {
        return new ValidationException(
                "not sent: two tools have the name " + name,
                ErrorDetails.NONE
                        .withModelId(request.modelId())
                        .withRemedy(
                                "Rename or remove one of them: the model calls tools by name."));
    }

    private static void addCalls(Message message, Set<String> names) {
        for (Content block : message.content()) {
            if (block instanceof Content.ToolUse use && !use.onServer()) {
                names.add(use.name());
            }
        }
    }

    /** Legal names stay; others get free ones, in the order of the tools and of the history. */
    private static Map<String, String> changed(
            Set<String> names, Set<String> taken, ToolNameRules rules) {
        Map<String, String> changed = null;
        for (String name : names) {
            if (!AsciiNames.isLegal(name, rules.signs(), rules.longest())) {
                if (changed == null) {
                    changed = new HashMap<>();
                    names.stream()
                            .filter(n -> AsciiNames.isLegal(n, rules.signs(), rules.longest()))
                            .forEach(taken::add);
                }
                changed.put(name, free(name, taken, rules));
            }
        }
        return changed == null ? Map.of() : changed;
    }

    private static String free(String name, Set<String> taken, ToolNameRules rules) {
        String legal = AsciiNames.legal(name, rules.signs(), rules.longest());
        String free = legal.isEmpty() ? "_" : legal;
        for (int n = 2; !taken.add(free); n++) {
            String suffix = "_" + n;
            int room = Math.min(legal.length(), rules.longest() - suffix.length());
            free = legal.substring(0, room) + suffix;
        }
        return free;
    }

    /** Whether calls of the answer are to be converted. */
    public boolean changesCalls() {
        return !sent.isEmpty() || !wrapped.isEmpty();
    }

    /** Returns the request as it is sent. */
    @SuppressWarnings("ReferenceEquality") // what is untouched is the same instance
    public ConverseRequest in(ConverseRequest request) {
        List<Message> messages = request.messages();
        if (changesCalls()) {
            messages =
                    ListEdits.contents(
                            messages,
                            content -> ListEdits.each(content, (block, i) -> sent(block)));
        }
        ToolConfig given = request.toolConfig();
        ToolConfig tools = given == null ? null : sent(given);
        return tools == given && messages == request.messages()
                ? request
                : request.toBuilder().messages(messages).toolConfig(tools).build();
    }

    private Content sent(Content block) {
        if (!(block instanceof Content.ToolUse use) || use.onServer()) {
            return block;
        }
        String name = sent.getOrDefault(use.name(), use.name());
        Json input =
                wrapped.contains(use.name()) && use.input() instanceof Json.Obj
                        ? ToolSchemas.wrapped(use.input())
                        : use.input();
        return with(use, name, input);
    }

    @SuppressWarnings("ReferenceEquality") // what is untouched is the same instance
    private static Content with(Content.ToolUse use, String name, Json input) {
        return name.equals(use.name()) && input == use.input()
                ? use
                : new Content.ToolUse(use.toolUseId(), name, input, use.type(), use.more());
    }

    @SuppressWarnings("ReferenceEquality") // what is untouched is the same instance
    private ToolConfig sent(ToolConfig config) {
        List<ToolDefinition> tools = ListEdits.each(config.tools(), (tool, i) -> sent(tool));
        ToolChoice choice = config.toolChoice();
        if (choice instanceof ToolChoice.Tool one && sent.containsKey(one.name())) {
            choice = new ToolChoice.Tool(sent.get(one.name()), one.more());
        }
        return tools == config.tools() && choice == config.toolChoice()
                ? config
                : new ToolConfig(tools, choice, config.more());
    }

    @SuppressWarnings("ReferenceEquality") // what is untouched is the same instance
    private ToolDefinition sent(ToolDefinition tool) {
        if (!(tool instanceof ToolDefinition.Spec spec)) {
            return tool;
        }
        String name = sent.getOrDefault(spec.name(), spec.name());
        Json schema =
                wrapped.contains(spec.name())
                        ? ToolSchemas.wrappedSchema(spec.inputSchema())
                        : ToolSchemas.typed(spec.inputSchema());
        Boolean kept = strict ? spec.strict() : null;
        return name.equals(spec.name())
                        && schema == spec.inputSchema()
                        && Objects.equals(kept, spec.strict())
                ? spec
                : new ToolDefinition.Spec(name, spec.description(), schema, kept, spec.more());
    }

    /** Returns the turn of an answer with the calls as the tools expect them. */
    @SuppressWarnings("ReferenceEquality") // what is untouched is the same instance
    public Turn read(Turn turn) {
        if (!changesCalls()) {
            return turn;
        }
        Message message =
                ListEdits.content(
                        turn.message(), ListEdits.each(turn.content(), (block, i) -> read(block)));
        return message == turn.message() ? turn : new Turn(message, turn.metadata());
    }

    private Content read(Content block) {
        if (!(block instanceof Content.ToolUse use) || use.onServer()) {
            return block;
        }
        String name = name(use.name());
        return with(
                use,
                name,
                wrapped.contains(name) ? ToolSchemas.unwrapped(use.input()) : use.input());
    }

    /** The tool's own name. */
    public String name(String sentName) {
        return own.getOrDefault(sentName, sentName);
    }

    /** Whether the input of a tool, by its own name, is to be unwrapped. */
    public boolean isWrapped(@Nullable String name) {
        return name != null && wrapped.contains(name);
    }

    /** Returns a reader for the events of one answer. */
    public ToolFormEvents events() {
        return new ToolFormEvents(this);
    }
}
