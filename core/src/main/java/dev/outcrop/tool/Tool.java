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
 * A function that a model may call. Immutable; as thread-safe as the function, which runs on
 * several threads at once if a model calls it several times in a turn.
 *
 * <p>The model receives what the function returns: text, numbers and booleans unchanged; records,
 * maps and lists as JSON; {@link Content} and lists of it as blocks; {@code null} as nothing. An
 * exception is sent to the model as an error: its message, never the stack trace. An {@link Error}
 * makes the question fail, also if a constructor of the input throws it; any other exception of
 * such a constructor is an error of the input.
 */
public final class Tool {
    /**
     * The function of a tool.
     *
     * @param <I> the type of its input
     */
    @FunctionalInterface
    public interface Body<I> {
        /**
         * Runs the tool, on a virtual thread, which is interrupted when the tool times out or the
         * question is cancelled.
         *
         * @return the result for the model
         * @throws Exception whose message is sent to the model
         */
        @Nullable Object run(I input) throws Exception;
    }

    /** Checks an input, and returns what runs the tool with it. */
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
     * Returns a tool whose input is a record, or another type that is a JSON object.
     *
     * @param name 1 to 64 letters, digits, {@code _} and {@code -}
     * @param description what the tool does and when to use it, for the model
     * @throws IllegalArgumentException if the name or the type is not valid
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
     * Returns a tool whose input is described by a schema, and is passed as JSON. The function is
     * called only with input that is valid by the schema.
     *
     * @throws IllegalArgumentException if the name is not valid, or the schema is not of an object
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
                    "the tool "
                            + name
                            + " needs a description, which tells the model when to use it");
        }
        if (!inputSchema.isObject()) {
            throw new IllegalArgumentException(
                    "the input of the tool "
                            + name
                            + " must be an object: use a record, or a schema of type object");
        }
        var definition =
                new ToolDefinition.Spec(name, description, inputSchema.json(), null, Json.EMPTY);
        return new Tool(definition, inputSchema, preparation, null);
    }

    /**
     * Returns the tools of an object: its methods with {@link ToolMethod}, including inherited
     * ones, by name. For a {@link Class}, the static ones.
     *
     * @throws IllegalArgumentException if there is none, two have one name, or a method cannot be a
     *     tool; the message says what to do
     */
    public static List<Tool> from(Object object) {
        return ToolMethods.of(object);
    }

    /**
     * Returns a tool that Bedrock runs itself, such as {@code nova_grounding}.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_SystemTool.html">
     *     SystemTool</a>
     */
    public static ToolDefinition system(String name) {
        return new ToolDefinition.SystemTool(ToolNames.requireLegal(name), Json.EMPTY);
    }

    /** Returns a cache point between tools: Bedrock caches the tools before it for later calls. */
    public static ToolDefinition cachePoint() {
        return new Content.CachePoint(null);
    }

    public String name() {
        return definition.name();
    }

    /** Returns the definition of this tool for the model. */
    public ToolDefinition.Spec definition() {
        return definition;
    }

    /**
     * Returns this tool with strict input: the model is constrained to its schema. Not all models
     * and schemas support this.
     *
     * @throws IllegalArgumentException if no model supports this schema; the message says where and
     *     why
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

    /** Returns this tool with a time limit, in place of that of {@link ToolLimits}. */
    public Tool withTime(Duration time) {
        return new Tool(definition, inputSchema, preparation, Durations.positive(time, "time"));
    }

    /** Returns its time limit; null for that of {@link ToolLimits}. */
    public @Nullable Duration time() {
        return time;
    }

    /**
     * Checks an input, without running the tool. Values that clearly mean what the schema asks for
     * are converted, such as {@code "12"} to 12; an unknown argument is an error.
     *
     * @return runs the tool with it
     * @throws MismatchException if it does not match the schema; names the positions
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
     * @throws MismatchException if the input does not match the schema
     * @throws Exception thrown by the function
     */
    public @Nullable Object call(Json.Obj input) throws Exception {
        return prepare(input).call();
    }

    @Override
    public String toString() {
        return "Tool[" + name() + "]";
    }
}
