package dev.outcrop.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.net.URI;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What is asked of the model for each row, and the limits. Immutable. There are no credentials in
 * it: each executor finds its own, as all programs with Outcrop do.
 *
 * <pre>{@code
 * AnswerOptions options = AnswerOptions.of("us.amazon.nova-lite-v1:0")
 *         .withFields("sentiment STRING, score DOUBLE")
 *         .withRequestsPerMinute(500)
 *         .withJournal("hdfs:///answers/journal");
 * }</pre>
 */
public final class AnswerOptions implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Pattern MEMORY = Pattern.compile("[1-9]\\d{0,8}[kmgKMG]");
    private static final Pattern PREFIX = Pattern.compile("\\w*");

    /** The default model, 64 calls at a time, no limits per minute, no journal. */
    public static final AnswerOptions DEFAULT = new AnswerOptions();

    // Not final, for copies; never changed after that.
    @Nullable String model;
    @Nullable String system;
    int maxTokens;
    @Nullable Double temperature;
    @Nullable StructType fields;
    @Nullable String region;
    @Nullable String profile;
    @Nullable String endpointUrl;
    int maxActive = 64;
    int requestsPerMinute;
    long tokensPerMinute;
    int executors;
    @Nullable String journal;
    @Nullable String worker;
    String workerMemory = "256m";
    String prefix = "";
    boolean errorsInRows;

    private AnswerOptions() {}

    /** Returns {@link #DEFAULT} with a model: an id, inference profile or ARN. */
    public static AnswerOptions of(String model) {
        Objects.requireNonNull(model, "model");
        return DEFAULT.with(copy -> copy.model = model);
    }

    /** Sets the system prompt. */
    public AnswerOptions withSystem(@Nullable String system) {
        return with(copy -> copy.system = system);
    }

    /** Sets the maximum length of an answer, in tokens. */
    public AnswerOptions withMaxTokens(int tokens) {
        return with(copy -> copy.maxTokens = tokens);
    }

    /** Sets the sampling temperature. */
    public AnswerOptions withTemperature(@Nullable Double temperature) {
        return with(copy -> copy.temperature = temperature);
    }

    /**
     * Sets the fields to get, in place of text. Comments of fields describe them to the model. A
     * field that may be null may be missing in the text.
     */
    public AnswerOptions withFields(@Nullable StructType fields) {
        return with(copy -> copy.fields = fields);
    }

    /**
     * Sets the fields to get, such as {@code "sentiment STRING COMMENT 'one word', score DOUBLE"}.
     */
    public AnswerOptions withFields(String ddl) {
        return withFields(StructType.fromDDL(ddl));
    }

    /** Sets the AWS region. */
    public AnswerOptions withRegion(@Nullable String region) {
        return with(copy -> copy.region = region);
    }

    /** Sets the AWS profile, which the executors must have in their configuration. */
    public AnswerOptions withProfile(@Nullable String profile) {
        return with(copy -> copy.profile = profile);
    }

    /** Sets where calls are sent in place of the region's endpoint. */
    public AnswerOptions withEndpointUrl(@Nullable String url) {
        return with(copy -> copy.endpointUrl = url);
    }

    /** Sets how many calls an executor has in progress at a time, at most. */
    public AnswerOptions withMaxActive(int calls) {
        return with(copy -> copy.maxActive = calls);
    }

    /** Sets how many calls may begin in a minute on all executors together; 0 for no limit. */
    public AnswerOptions withRequestsPerMinute(int calls) {
        return with(copy -> copy.requestsPerMinute = calls);
    }

    /** Sets how many tokens may be used in a minute on all executors together; 0 for no limit. */
    public AnswerOptions withTokensPerMinute(long tokens) {
        return with(copy -> copy.tokensPerMinute = tokens);
    }

    /** Sets how many executors share the limits. Needless with {@link OutcropPlugin}. */
    public AnswerOptions withExecutors(int executors) {
        return with(copy -> copy.executors = executors);
    }

    /**
     * Sets a folder for the journals of the partitions. A row whose answer is in the journal is not
     * asked again: when a task is retried, when the data set is computed again, and when the
     * application is. All executors must reach the folder.
     */
    public AnswerOptions withJournal(@Nullable String folder) {
        return with(copy -> copy.journal = folder);
    }

    /** Sets the home of a Java 21 or newer on the executors, such as an unpacked archive. */
    public AnswerOptions withWorker(@Nullable String javaHome) {
        return with(copy -> copy.worker = javaHome);
    }

    /** Sets the heap of a worker process, such as {@code 512m}. */
    public AnswerOptions withWorkerMemory(String heap) {
        return with(copy -> copy.workerMemory = heap);
    }

    /** Sets a prefix of the names of the columns that are added. */
    public AnswerOptions withPrefix(String prefix) {
        return with(copy -> copy.prefix = prefix);
    }

    /** Sets whether failures that all rows would have are errors of rows, too. */
    public AnswerOptions withErrorsInRows(boolean errorsInRows) {
        return with(copy -> copy.errorsInRows = errorsInRows);
    }

    private AnswerOptions with(Consumer<AnswerOptions> change) {
        var copy = new AnswerOptions();
        copy.model = model;
        copy.system = system;
        copy.maxTokens = maxTokens;
        copy.temperature = temperature;
        copy.fields = fields;
        copy.region = region;
        copy.profile = profile;
        copy.endpointUrl = endpointUrl;
        copy.maxActive = maxActive;
        copy.requestsPerMinute = requestsPerMinute;
        copy.tokensPerMinute = tokensPerMinute;
        copy.executors = executors;
        copy.journal = journal;
        copy.worker = worker;
        copy.workerMemory = workerMemory;
        copy.prefix = prefix;
        copy.errorsInRows = errorsInRows;
        change.accept(copy);
        copy.check();
        return copy;
    }

    private void check() {
        require(maxTokens >= 0, "maxTokens must not be negative");
        require(maxActive >= 1, "maxActive must be at least 1");
        require(requestsPerMinute >= 0, "requestsPerMinute must not be negative");
        require(tokensPerMinute >= 0, "tokensPerMinute must not be negative");
        require(executors >= 0, "executors must not be negative");
        require(MEMORY.matcher(workerMemory).matches(), "workerMemory must be such as 512m");
        require(PREFIX.matcher(prefix).matches(), "prefix must consist of letters, digits and _");
        require(
                endpointUrl == null || URI.create(endpointUrl).getRawUserInfo() == null,
                "endpointUrl must not contain credentials");
    }

    private static void require(boolean valid, String message) {
        if (!valid) {
            throw new IllegalArgumentException(message);
        }
    }

    /** What changes the answers, as JSON: part of the keys of the journal. */
    String asked() {
        return asked(new ObjectMapper().createObjectNode()).toString();
    }

    /** What the engine has to know, as JSON. */
    String forEngine() {
        ObjectNode all = asked(new ObjectMapper().createObjectNode());
        return all.put("region", region)
                .put("profile", profile)
                .put("endpointUrl", endpointUrl)
                .toString();
    }

    private ObjectNode asked(ObjectNode json) {
        json.put("model", model).put("system", system);
        if (maxTokens > 0) {
            json.put("maxTokens", maxTokens);
        }
        if (temperature != null) {
            json.put("temperature", temperature);
        }
        return fields == null ? json : json.put("schema", FieldsSchema.of(fields).toString());
    }

    @Override
    public String toString() {
        return "AnswerOptions[" + (model == null ? "default model" : model) + "]";
    }
}
