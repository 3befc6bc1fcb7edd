package dev.outcrop.tool;

import dev.outcrop.internal.Durations;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.ToolDefinition;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.CallContext;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.schema.JsonType;
import dev.outcrop.schema.MismatchException;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /**
     * The function of a tool that uses its context.
     *
     * @param <I> the type of its input
     */
    @FunctionalInterface
    public interface ContextBody<I> {
        /** Runs the tool as {@link Body#run} does, with the context of the call. */
        @Nullable Object run(I input, Context context) throws Exception;
    }

    /**
     * What a running tool can read of its question, and report. A method with {@link ToolMethod}
     * may have a parameter of this type; it is hidden from the model. Safe for any number of
     * threads.
     */
    public interface Context {
        /** Returns the model's call. */
        Content.ToolUse call();

        /**
         * Returns the conversation up to this call: the history, the question, and the turn that
         * calls the tool. Empty if the tool does not run for a chat.
         */
        List<Turn> turns();

        /**
         * Returns the handle that is cancelled when the question is. Pass it to calls that the tool
         * makes: {@code model.with(context.cancellation())}.
         */
        Cancellation cancellation();

        /** Returns the caller's values, of {@link CallContext#values()}. */
        Map<String, Object> values();

        /**
         * Reports what the tool does now, to the reader of a stream and to observers. Does not
         * block; later reports replace earlier ones that were not read yet.
         *
         * @param message for a person; at most 1,000 characters are shown
         */
        void progress(String message);

        /**
         * Reports how much of the work is done, as {@link #progress(String)} does.
         *
         * @param fraction from 0 to 1
         */
        void progress(double fraction, String message);
    }

    /**
     * What a tool does, as its author states it, for {@link ToolPolicy} and for people. The model
     * does not receive it.
     *
     * @param title a name for people; null for the tool's name
     * @param readOnly whether it changes nothing
     * @param destructive whether it may delete or overwrite something
     */
    public record Annotations(@Nullable String title, boolean readOnly, boolean destructive) {
        /** Nothing is stated. */
        public static final Annotations NONE = new Annotations(null, false, false);

        public Annotations {
            if (readOnly && destructive) {
                throw new IllegalArgumentException("a tool that only reads cannot be destructive");
            }
        }
    }

    /** Checks an input, and returns what runs the tool with it. */
    interface Preparation {
        Callable<@Nullable Object> of(Json input, Context context);
    }

    private static final JsonSchema NOTHING =
            JsonSchema.parse("{\"type\":\"object\",\"properties\":{}}");

    private final ToolDefinition.Spec definition;
    private final JsonSchema inputSchema;
    private final Preparation preparation;
    private final @Nullable Duration time;
    private final Annotations annotations;

    private Tool(
            ToolDefinition.Spec definition,
            JsonSchema inputSchema,
            Preparation preparation,
            @Nullable Duration time,
            Annotations annotations) {
        this.definition = definition;
        this.inputSchema = inputSchema;
        this.preparation = preparation;
        this.time = time;
        this.annotations = annotations;
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
        Objects.requireNonNull(body, "body");
        return of(name, description, inputType, (I input, Context context) -> body.run(input));
    }

    /** Returns a tool as {@link #of(String, String, Class, Body)} does, which uses its context. */
    public static <I> Tool of(
            String name, String description, Class<I> inputType, ContextBody<? super I> body) {
        JsonType<I> type = JsonType.of(inputType);
        return prepared(
                name,
                description,
                type.schema(),
                (input, context) -> {
                    I value = type.read(input);
                    return () -> body.run(value, context);
                });
    }

    /**
     * Returns a tool without input.
     *
     * @throws IllegalArgumentException if the name is not valid
     */
    public static Tool of(
            String name, String description, Callable<? extends @Nullable Object> body) {
        Objects.requireNonNull(body, "body");
        return of(name, description, NOTHING, (Json.Obj input) -> body.call());
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
        return of(name, description, inputSchema, (input, context) -> body.run(input));
    }

    /**
     * Returns a tool as {@link #of(String, String, JsonSchema, Body)} does, which uses its context.
     */
    public static Tool of(
            String name, String description, JsonSchema inputSchema, ContextBody<Json.Obj> body) {
        Objects.requireNonNull(body, "body");
        return prepared(
                name,
                description,
                inputSchema,
                (input, context) -> {
                    List<JsonSchema.Violation> errors = inputSchema.validate(input);
                    if (!errors.isEmpty()) {
                        throw new MismatchException(errors);
                    }
                    return () -> body.run((Json.Obj) input, context);
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
        return new Tool(definition, inputSchema, preparation, null, Annotations.NONE);
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
        return new Tool(strict, inputSchema, preparation, time, annotations);
    }

    /** Returns this tool with a time limit, in place of that of {@link ToolLimits}. */
    public Tool withTime(Duration time) {
        return new Tool(
                definition,
                inputSchema,
                preparation,
                Durations.positive(time, "time"),
                annotations);
    }

    /** Returns this tool with annotations, in place of those it has. */
    public Tool with(Annotations annotations) {
        return new Tool(
                definition,
                inputSchema,
                preparation,
                time,
                Objects.requireNonNull(annotations, "annotations"));
    }

    public Annotations annotations() {
        return annotations;
    }

    /** Whether its author states that it changes nothing; for {@link ToolPolicy}. */
    public boolean isReadOnly() {
        return annotations.readOnly();
    }

    /** Whether its author states that it may delete or overwrite something. */
    public boolean isDestructive() {
        return annotations.destructive();
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
        return prepare(input, new DetachedContext(new Content.ToolUse("", name(), input)));
    }

    /**
     * Checks an input as {@link #prepare(Json.Obj)} does, for a run with this context.
     *
     * @throws IllegalStateException if the context lacks a value for a parameter that is hidden
     *     from the model
     */
    public Callable<@Nullable Object> prepare(Json.Obj input, Context context) {
        Json fitted = inputSchema.fitted(input);
        var faults = new ArrayList<JsonSchema.Violation>();
        if (fitted instanceof Json.Obj object) {
            faults.addAll(leftOut(input, object));
        }
        try {
            Callable<@Nullable Object> task = preparation.of(fitted, context);
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

    /** Runs a tool without input on this thread, as for a model's call. */
    public @Nullable Object call() throws Exception {
        return call(Json.EMPTY);
    }

    @Override
    public String toString() {
        return "Tool[" + name() + "]";
    }
}
