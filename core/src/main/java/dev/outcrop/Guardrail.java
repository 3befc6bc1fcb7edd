package dev.outcrop;

import dev.outcrop.internal.ContextCarrier;
import dev.outcrop.internal.chat.Async;
import dev.outcrop.internal.protocol.converse.ApplyGuardrail;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * A guardrail that checks content without a model. To guard the calls of a model, use {@link
 * Model#with(dev.outcrop.message.ConverseRequest.GuardrailConfig)}. Immutable, safe for any number
 * of threads; calls block.
 *
 * <pre>{@code
 * Guardrail.Result result = bedrock.guardrail("gr-1", "2").apply(ContentSource.INPUT, question);
 * if (result.intervened()) {
 *     System.out.println(result.text());
 * }
 * }</pre>
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ApplyGuardrail.html">
 *     ApplyGuardrail</a>
 */
public final class Guardrail {
    /** Which policies apply: those for what a user wrote, or those for what a model wrote. */
    public enum ContentSource {
        INPUT,
        OUTPUT
    }

    private final ApplyGuardrail calls;
    private final String id;
    private final String version;
    private final boolean full;
    private final Timeouts timeouts;
    private final Cancellation cancellation;
    private final ContextCarrier carrier;

    Guardrail(
            ApplyGuardrail calls,
            String id,
            String version,
            Timeouts timeouts,
            ContextCarrier carrier) {
        this(calls, id, version, false, timeouts, new Cancellation(), carrier);
    }

    private Guardrail(
            ApplyGuardrail calls,
            String id,
            String version,
            boolean full,
            Timeouts timeouts,
            Cancellation cancellation,
            ContextCarrier carrier) {
        this.calls = calls;
        this.id = Objects.requireNonNull(id, "id");
        this.version = Objects.requireNonNull(version, "version");
        this.full = full;
        this.timeouts = Objects.requireNonNull(timeouts, "timeouts");
        this.cancellation = Objects.requireNonNull(cancellation, "cancellation");
        this.carrier = carrier;
    }

    /** Returns this guardrail with results that also list policies that found nothing. */
    public Guardrail withFullOutput() {
        return new Guardrail(calls, id, version, true, timeouts, cancellation, carrier);
    }

    /** Returns this guardrail with other timeouts than its {@link Bedrock} has. */
    public Guardrail with(Timeouts timeouts) {
        return new Guardrail(calls, id, version, full, timeouts, cancellation, carrier);
    }

    /** Returns this guardrail with a handle that stops its calls from any thread. */
    public Guardrail with(Cancellation cancellation) {
        return new Guardrail(calls, id, version, full, timeouts, cancellation, carrier);
    }

    /**
     * Checks a text. Blocks.
     *
     * @throws dev.outcrop.error.BedrockException if it cannot be checked
     */
    public Result apply(ContentSource source, String text) {
        return apply(source, Content.text(text));
    }

    /**
     * Checks content. Blocks.
     *
     * @param content text; images in png or jpeg; {@link Content.GuardContent} for text with
     *     qualifiers, such as {@code query} and {@code grounding_source}
     * @throws dev.outcrop.error.BedrockException if it cannot be checked
     */
    public Result apply(ContentSource source, Content... content) {
        return new Result(
                calls.call(
                        id,
                        version,
                        source.name(),
                        List.of(content),
                        full,
                        timeouts,
                        cancellation));
    }

    /**
     * Checks content on a virtual thread. Cancelling the future cancels the call.
     *
     * @return the result, or the failure that {@link #apply(ContentSource, Content...)} would have
     *     thrown
     */
    public CompletableFuture<Result> applyAsync(ContentSource source, Content... content) {
        Content[] all = content.clone();
        return Async.run(
                "guardrail", cancellation, carrier, handle -> with(handle).apply(source, all));
    }

    @Override
    public String toString() {
        return "Guardrail[" + id + ", " + version + "]";
    }

    /**
     * What a guardrail did, and why; a view of the service's response.
     *
     * @param json the complete response
     */
    public record Result(Json.Obj json) {
        public Result {
            Objects.requireNonNull(json, "json");
        }

        /** Whether the guardrail blocked or changed the content. */
        public boolean intervened() {
            return action().equals("GUARDRAIL_INTERVENED");
        }

        /** Returns {@code NONE} or {@code GUARDRAIL_INTERVENED}. */
        public String action() {
            return String.valueOf(json.string("action"));
        }

        /** Returns why the guardrail intervened; null if the service does not say. */
        public @Nullable String actionReason() {
            return json.string("actionReason");
        }

        /**
         * Returns the texts to use in place of the content: masked, or a message for the user;
         * empty if the guardrail did not intervene.
         */
        public List<String> outputs() {
            var texts = new ArrayList<String>();
            for (Json.Obj output : objects(json, "outputs")) {
                String text = output.string("text");
                if (text != null) {
                    texts.add(text);
                }
            }
            return texts;
        }

        /** Returns the {@link #outputs}, joined. */
        public String text() {
            return String.join("", outputs());
        }

        /** Returns the assessments: the policies by name, with all that they found. */
        public List<Json.Obj> assessments() {
            return objects(json, "assessments");
        }

        /** Returns what the policies found, of all assessments. */
        public List<Finding> findings() {
            var findings = new ArrayList<Finding>();
            for (Json.Obj assessment : assessments()) {
                for (var policy : assessment.members().entrySet()) {
                    if (policy.getKey().endsWith("Policy")
                            && policy.getValue() instanceof Json.Obj lists) {
                        add(policy.getKey(), lists, findings);
                    }
                }
            }
            return findings;
        }

        /**
         * Returns the units that each policy processed, which are billed, by the service's names.
         */
        public Map<String, Long> usage() {
            var units = new LinkedHashMap<String, Long>();
            json.object("usage")
                    .members()
                    .forEach(
                            (name, count) -> {
                                if (count instanceof Json.Num) {
                                    units.put(name, json.object("usage").integer(name, 0));
                                }
                            });
            return units;
        }

        private static void add(String policy, Json.Obj lists, List<Finding> findings) {
            for (String list : lists.members().keySet()) {
                for (Json.Obj element : objects(lists, list)) {
                    findings.add(Finding.of(policy, list, element));
                }
            }
        }

        private static List<Json.Obj> objects(Json.Obj parent, String name) {
            var objects = new ArrayList<Json.Obj>();
            for (Json element : parent.array(name)) {
                if (element instanceof Json.Obj object) {
                    objects.add(object);
                }
            }
            return objects;
        }
    }

    /**
     * What one policy found.
     *
     * @param policy the service's name of the policy, such as {@code topicPolicy}
     * @param name the name of the topic or expression, or the kind of filter, word or personal
     *     data; if there is none, the name of the list
     * @param action {@code BLOCKED}, {@code ANONYMIZED} or {@code NONE}; null if there is none
     * @param match the text that was found; null if there is none
     * @param json all members
     */
    public record Finding(
            String policy,
            String name,
            @Nullable String action,
            @Nullable String match,
            Json.Obj json) {
        private static Finding of(String policy, String list, Json.Obj json) {
            String name = json.string("name");
            String type = json.string("type");
            return new Finding(
                    policy,
                    name != null ? name : type != null ? type : list,
                    json.string("action"),
                    json.string("match"),
                    json);
        }
    }
}
