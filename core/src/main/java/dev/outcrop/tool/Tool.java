package dev.outcrop.tool;

import dev.outcrop.internal.Durations;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.ToolDefinition;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.schema.JsonType;
import dev.outcrop.schema.MismatchException;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * A function that a model may ask for. Immutable; as safe for several threads as the function is,
 * which is run by several at once where a model asks several times.
 *
 * <p>What the function returns, the model reads: text, numbers and booleans as they are; records,
 * maps and lists as JSON; {@link Content} and lists of it as blocks; {@code null} as nothing. What
 * it throws, the model reads as an error: the message, never the stack trace. An {@link Error} is
 * no answer, and ends the question, also one that a constructor of the input throws; what else such
 * a constructor throws is a fault of the input.
 */
public final class Tool {
    /**
     * What a tool does.
     *
     * @param <I> what it is given
     */
    @FunctionalInterface
    public interface Body<I> {
        /**
         * Runs on a virtual thread of its own, and is interrupted when its time is over or the
         * question is cancelled.
         *
         * @return what the model is to read
         * @throws Exception whose message the model is to read
         */
        @Nullable Object run(I input) throws Exception;
    }

    /** Checks an input; what it gives runs the tool. */
    interface Preparation {
        Callable<@Nullable Object> of(Json input);
    }

    private final ToolDefinition.Spec definition;
    private final JsonSchema inputSchema;
    private final Preparation preparation;
    private final @Nullable Duration time;

    private Tool(
            ToolDefinition.Spec definition,
            JsonSchema inputSchema,
            Preparation preparation,
            @Nullable Duration time) {
        this.definition = definition;
        this.inputSchema = inputSchema;
        this.preparation = preparation;
        this.time = time;
    }

    /**
     * A tool whose input is a record, or another type that is a JSON object.
     *
     * @param name 1 to 64 letters, digits, {@code _} and {@code -}
     * @param description what the tool does and when to use it; the model goes by it
     * @throws IllegalArgumentException if the name or the type cannot be
     */
    public static <I> Tool of(
            String name, String description, Class<I> inputType, Body<? super I> body) {
        JsonType<I> type = JsonType.of(inputType);
        return prepared(
                name,
                description,
                type.schema(),
                input -> {
                    I value = type.read(input);
                    return () -> body.run(value);
                });
    }

    /**
     * A tool whose input is described by a schema, and is given as JSON. The function is called
     * with what keeps to the schema only.
     *
     * @throws IllegalArgumentException if the name cannot be, or the schema is not of an object
     */
    public static Tool of(
            String name, String description, JsonSchema inputSchema, Body<Json.Obj> body) {
        Objects.requireNonNull(body, "body");
        return prepared(
                name,
                description,
                inputSchema,
                input -> {
                    List<JsonSchema.Violation> errors = inputSchema.validate(input);
                    if (!errors.isEmpty()) {
                        throw new MismatchException(errors);
                    }
                    return () -> body.run((Json.Obj) input);
                });
    }

    static Tool prepared(
            String name, String description, JsonSchema inputSchema, Preparation preparation) {
        ToolNames.requireLegal(name);
        if (description.isBlank()) {
            throw new IllegalArgumentException(
                    "the tool " + name + " needs a description: the model goes by it");
        }
        if (!inputSchema.isObject()) {
            throw new IllegalArgumentException(
                    "the input of the tool "
                            + name
                            + " must be an object: give a record, or a schema of type object");
        }
        var definition =
                new ToolDefinition.Spec(name, description, inputSchema.json(), null, Json.EMPTY);
        return new Tool(definition, inputSchema, preparation, null);
    }

    /**
     * The tools that an object has: its methods with {@link ToolMethod}, also those that it
     * inherits, by name. Of a {@link Class}, the static ones.
     *
     * @throws IllegalArgumentException if there is none, two have one name, or a method cannot be a
     *     tool; says what to do
     */
    public static List<Tool> from(Object object) {
        return ToolMethods.of(object);
    }

    /**
     * A tool that Bedrock runs itself, such as {@code nova_grounding}.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_SystemTool.html">
     *     SystemTool</a>
     */
    public static ToolDefinition system(String name) {
        return new ToolDefinition.SystemTool(ToolNames.requireLegal(name), Json.EMPTY);
    }

    /** A mark between tools: Bedrock is to keep what stands before it for later calls. */
    public static ToolDefinition cachePoint() {
        return new Content.CachePoint(null);
    }

    public String name() {
        return definition.name();
    }

    /** What the model is told of this tool. */
    public ToolDefinition.Spec definition() {
        return definition;
    }

    /**
     * This tool, and the model is held to its schema while it writes the input. Not every model can
     * be, and not to every schema.
     *
     * @throws IllegalArgumentException if no model can be held to this schema; says where and why
     * @see JsonSchema#strict()
     */
    public Tool strict() {
        var strict =
                new ToolDefinition.Spec(
                        definition.name(),
                        definition.description(),
                        inputSchema.strict().json(),
                        true,
                        definition.more());
        return new Tool(strict, inputSchema, preparation, time);
    }

    /** This tool with a time of its own, in place of that of {@link ToolLimits}. */
    public Tool withTime(Duration time) {
        return new Tool(definition, inputSchema, preparation, Durations.positive(time, "time"));
    }

    /** How long it may take; null for what {@link ToolLimits} says. */
    public @Nullable Duration time() {
        return time;
    }

    /**
     * Checks an input, without running anything. What plainly means what the schema asks for, such
     * as {@code "12"} for 12, is taken for it; an argument that there is not is a fault.
     *
     * @return runs the tool with it
     * @throws MismatchException if it is not what the schema says; names the places
     */
    public Callable<@Nullable Object> prepare(Json.Obj input) {
        Json fitted = inputSchema.fitted(input);
        var faults = new ArrayList<JsonSchema.Violation>();
        if (fitted instanceof Json.Obj object) {
            faults.addAll(leftOut(input, object));
        }
        try {
            Callable<@Nullable Object> task = preparation.of(fitted);
            if (faults.isEmpty()) {
                return task;
            }
        } catch (MismatchException e) {
            faults.addAll(e.errors());
        }
        throw new MismatchException(faults);
    }

    private static List<JsonSchema.Violation> leftOut(Json.Obj given, Json.Obj fitted) {
        var unknown = new ArrayList<JsonSchema.Violation>();
        given.members()
                .forEach(
                        (name, value) -> {
                            if (fitted.get(name) == null && !value.equals(Json.NULL)) {
                                unknown.add(
                                        new JsonSchema.Violation(
                                                "/" + name, "there is no such argument"));
                            }
                        });
        return unknown;
    }

    /**
     * Runs the tool on this thread, as for a model's call.
     *
     * @throws MismatchException if the input is not what the schema says
     * @throws Exception that the function throws
     */
    public @Nullable Object call(Json.Obj input) throws Exception {
        return prepare(input).call();
    }

    @Override
    public String toString() {
        return "Tool[" + name() + "]";
    }
}
