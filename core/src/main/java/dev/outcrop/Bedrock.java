package dev.outcrop;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.aws.CredentialsProvider.MfaPrompt;
import dev.outcrop.aws.Environment;
import dev.outcrop.aws.Region;
import dev.outcrop.batch.BatchJobs;
import dev.outcrop.catalog.Catalog;
import dev.outcrop.catalog.Cost.ModelUsage;
import dev.outcrop.catalog.ListedModel;
import dev.outcrop.internal.ContextCarrier;
import dev.outcrop.internal.chat.ChatFile;
import dev.outcrop.internal.client.ClientSettings;
import dev.outcrop.internal.http.HttpClient;
import dev.outcrop.internal.job.InferenceJobs;
import dev.outcrop.internal.model.ClientModels;
import dev.outcrop.internal.model.listing.DefaultModel;
import dev.outcrop.internal.model.listing.ModelIds;
import dev.outcrop.internal.model.settings.ModelSettings;
import dev.outcrop.internal.observe.ObserverList;
import dev.outcrop.internal.protocol.converse.ApplyGuardrail;
import dev.outcrop.internal.protocol.invoke.EmbeddingCalls;
import dev.outcrop.internal.protocol.invoke.NativeCalls;
import dev.outcrop.json.Json;
import dev.outcrop.message.Embeddings;
import dev.outcrop.message.Embeddings.Options;
import dev.outcrop.message.Invocation;
import dev.outcrop.policy.HttpProxy;
import dev.outcrop.policy.Observer;
import dev.outcrop.policy.RateLimits;
import dev.outcrop.policy.Retries;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.policy.Tls;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A client of Amazon Bedrock: region, credentials, endpoints and connections. Safe for any number
 * of threads; one client is enough for a program. Region and credentials are resolved at the first
 * call.
 *
 * <p>The caller closes it, which cancels calls in progress, and questions whose tools are running.
 *
 * <pre>{@code
 * try (var bedrock = Bedrock.create()) {
 *     System.out.println(bedrock.chat().ask("Tell me three jokes about statisticians").text());
 * }
 * }</pre>
 */
public final class Bedrock implements AutoCloseable {
    /** The model used by {@link #chat()}. */
    public static final String DEFAULT_MODEL = ModelIds.DEFAULT;

    private final ClientModels parts;
    private final @Nullable CompatibleServer endpoint;
    private final Timeouts timeouts;

    private Bedrock(Builder builder) {
        endpoint = builder.endpoint;
        timeouts = builder.timeouts;
        parts =
                ClientModels.of(
                        builder.set.options(
                                endpoint == null ? null : endpoint.server(builder.set.environment)),
                        builder.catalog,
                        timeouts,
                        endpoint == null ? null : endpoint.addresses(),
                        ObserverList.carrier(builder.carrier, builder.set.observers),
                        endpoint == null ? UnaryOperator.identity() : endpoint::in);
    }

    /** Creates a client with region, credentials and endpoint of the environment. */
    public static Bedrock create() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns a builder for a conversation with the default model.
     *
     * @throws IllegalStateException if calls go to a {@link CompatibleServer}, which has none
     */
    public ChatBuilder chat() {
        return model().chat();
    }

    /** Returns the default model; throws as {@link #chat()} does. */
    public Model model() {
        if (endpoint != null) {
            throw new IllegalStateException(
                    "there is no default model for " + endpoint + ": pass a model id");
        }
        return model(DefaultModel.OF_PROCESS.used());
    }

    /** Short for {@link #model(String) model(modelId)}.chat(). */
    public ChatBuilder chat(String modelId) {
        return model(modelId).chat();
    }

    /**
     * Loads a saved conversation and returns a builder that continues it.
     *
     * @throws IllegalArgumentException as {@link #load(Json)} does, or beyond 128 MiB
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public ChatBuilder load(Path file) {
        return loaded(ChatFile.read(file));
    }

    /**
     * Continues a conversation of {@link Chat#toJson}, with the settings that are in it.
     *
     * @throws IllegalArgumentException if it is none, or of a later version
     */
    public ChatBuilder load(Json chat) {
        return loaded(ChatFile.of(chat));
    }

    private ChatBuilder loaded(ChatFile saved) {
        return model(saved.modelId())
                .restored(saved.settings())
                .chat()
                .system(saved.system())
                .turns(saved.turns());
    }

    /**
     * Returns a model, which answers without a history.
     *
     * @param modelId model id, inference profile, or ARN
     * @throws IllegalArgumentException if it is not a valid model id
     */
    public Model model(String modelId) {
        ModelSettings settings = parts.settings();
        if (endpoint != null) {
            settings = settings.withFamily(modelId, endpoint.family(modelId));
        }
        return new Model(parts.protocols(), modelId, settings);
    }

    /**
     * Calls a model with a body in its own format, such as an image model. Blocks.
     *
     * @throws dev.outcrop.error.BedrockException if there is no response
     * @throws IllegalStateException if calls go to a {@link CompatibleServer}
     */
    public Invocation invoke(String modelId, Json body) {
        return nativeCalls().call(ModelIds.checked(modelId), body);
    }

    /** Embeds texts with a model's defaults; see {@link #embed(String, List, Options)}. */
    public Embeddings embed(String modelId, List<String> texts) {
        return embed(modelId, texts, Options.DEFAULT);
    }

    /**
     * Returns a vector for each text, from a model of Titan, Cohere or Nova. Blocks; makes several
     * calls at the same time, and begins none after a failure.
     *
     * @throws dev.outcrop.error.BedrockException if a call fails, or the model is not known
     */
    public Embeddings embed(String modelId, List<String> texts, Options options) {
        var calls = new EmbeddingCalls(nativeCalls(), parts.protocols().carrier());
        return calls.embed(ModelIds.checked(modelId), texts, options);
    }

    private NativeCalls nativeCalls() {
        requireBedrock("InvokeModel");
        return new NativeCalls(parts.calls(), timeouts);
    }

    /** Returns the batch inference jobs of the region. S3 requires access keys. */
    public BatchJobs batchJobs() {
        requireBedrock("batch inference jobs");
        return InferenceJobs.of(parts.calls(), Objects.requireNonNull(parts.s3()), timeouts);
    }

    private void requireBedrock(String what) {
        if (endpoint != null) {
            throw new IllegalStateException(endpoint + " does not support " + what);
        }
    }

    /**
     * Lists the foundation models of the region and the inference profiles of Bedrock and of the
     * account, each with its entry in the catalog. On another server, lists its models. Blocks.
     *
     * @throws dev.outcrop.error.BedrockException if they cannot be listed; {@code
     *     bedrock:ListFoundationModels} and {@code bedrock:ListInferenceProfiles} must be permitted
     * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/welcome.html">API</a>
     */
    public List<ListedModel> models() {
        return parts.listed(timeouts);
    }

    /**
     * Returns a guardrail that checks content without a model.
     *
     * @param id id or ARN
     * @param version a number, or {@code DRAFT}
     * @throws IllegalStateException if calls go to a {@link CompatibleServer}
     */
    public Guardrail guardrail(String id, String version) {
        requireBedrock("guardrails");
        var calls = new ApplyGuardrail(parts.calls());
        return new Guardrail(calls, id, version, timeouts, parts.protocols().carrier());
    }

    /** Returns the usage of this client since it was created, by the model id of the calls. */
    public Map<String, ModelUsage> usage() {
        return parts.ledger().usage();
    }

    /**
     * Checks credentials, region, endpoints, the clock, the list of models, and the given model.
     * Failed checks are returned, not thrown. Blocks, at most for seconds if a server is silent.
     *
     * @param modelId the model to look for; if {@code call} is true, it is asked for one token,
     *     which is billed
     * @throws IllegalArgumentException if it is not a valid model id
     * @throws IllegalStateException if calls go to a {@link CompatibleServer}
     */
    public List<SetupCheck> checkup(String modelId, boolean call) {
        requireBedrock("checkup");
        Model model = model(modelId);
        return new SetupChecks(
                        Objects.requireNonNull(parts.target()), parts.control(), this::models)
                .run(call ? model : null, modelId);
    }

    /** Returns the region of calls, and its source; null for a {@link CompatibleServer}. Blocks. */
    public @Nullable Region region() {
        return parts.region();
    }

    /** Returns the number of calls in progress. */
    public int liveCalls() {
        return parts.calls().live();
    }

    /** Cancels the calls in progress, interrupts tools of chats, and closes all connections. */
    @Override
    public void close() {
        parts.calls().close();
    }

    /** Returns a text without any settings: they may be secret. */
    @Override
    public String toString() {
        return "Bedrock[" + liveCalls() + " calls in progress]";
    }

    /** Configures a client. Unset settings come from the environment. For one thread. */
    public static final class Builder {
        private final ClientSettings set = new ClientSettings();
        private @Nullable CompatibleServer endpoint;
        private Timeouts timeouts = Timeouts.DEFAULT;
        private @Nullable Catalog catalog;
        private ContextCarrier carrier = ContextCarrier.NONE;

        private Builder() {}

        /** Selects a profile of the AWS config files, in place of keys in the environment. */
        public Builder profile(String profile) {
            set.profile = Objects.requireNonNull(profile, "profile");
            return this;
        }

        /** Sets the region that calls are sent to and signed for. */
        public Builder region(String region) {
            set.region = Objects.requireNonNull(region, "region");
            return this;
        }

        /** Sets the URL that all calls are sent to, in place of the region's endpoints. */
        public Builder baseUrl(String baseUrl) {
            set.baseUrl = Objects.requireNonNull(baseUrl, "baseUrl");
            return this;
        }

        /** Sets the URL for calls of the control plane, such as lists of models, if it differs. */
        public Builder controlUrl(String controlUrl) {
            set.controlUrl = Objects.requireNonNull(controlUrl, "controlUrl");
            return this;
        }

        /** Uses another server; region, credentials and base URL are ignored then. */
        public Builder endpoint(CompatibleServer endpoint) {
            this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
            return this;
        }

        /** Sets the credentials; they take precedence over everything in the environment. */
        public Builder credentials(CredentialsProvider credentials) {
            set.credentials = Objects.requireNonNull(credentials, "credentials");
            return this;
        }

        /** Sets the prompt for an MFA code, used if a profile's role requires one. */
        public Builder mfa(MfaPrompt mfa) {
            set.mfa = Objects.requireNonNull(mfa, "mfa");
            return this;
        }

        /** Sets a Bedrock API key. */
        public Builder apiKey(String key) {
            return credentials(AwsCredentials.of(Credentials.bearerToken(key)));
        }

        /** Sets timeouts for all calls; a {@link Model} can have its own. */
        public Builder timeouts(Timeouts timeouts) {
            this.timeouts = Objects.requireNonNull(timeouts, "timeouts");
            return this;
        }

        /** Sets how calls are retried; see {@link Retries#DEFAULT}. */
        public Builder retries(Retries retries) {
            set.retries = Objects.requireNonNull(retries, "retries");
            return this;
        }

        /** Sets client-side rate limits, shared by all calls; none unless set. */
        public Builder limits(RateLimits limits) {
            set.limits = Objects.requireNonNull(limits, "limits");
            return this;
        }

        /** Adds an observer of calls; any number of them. */
        public Builder observer(Observer observer) {
            set.observers.add(Objects.requireNonNull(observer, "observer"));
            return this;
        }

        /**
         * Sets how context of a calling thread (thread locals, scoped values, the MDC) reaches the
         * threads of tools, approvers, {@code askAsync}, subscribers and batches.
         *
         * @param wrapper called on the calling thread; returns the task with that context
         */
        public Builder contextPropagation(UnaryOperator<Runnable> wrapper) {
            this.carrier = new ContextCarrier(Objects.requireNonNull(wrapper, "wrapper"));
            return this;
        }

        /** Sets prices and limits of models, in place of {@link Catalog#standard()}. */
        public Builder catalog(Catalog catalog) {
            this.catalog = Objects.requireNonNull(catalog, "catalog");
            return this;
        }

        /** Sets the proxy, in place of that of the environment; {@link HttpProxy#NONE}: none. */
        public Builder proxy(HttpProxy proxy) {
            set.proxy = Objects.requireNonNull(proxy, "proxy");
            return this;
        }

        /** Sets trusted certificates and client keys, in place of those from the environment. */
        public Builder tls(Tls tls) {
            set.tls = Objects.requireNonNull(tls, "tls");
            return this;
        }

        /** Sets variables, system properties, home directory and clock, not the process's own. */
        public Builder environment(Environment environment) {
            set.environment = Objects.requireNonNull(environment, "environment");
            return this;
        }

        /** Makes the HTTP client that sends requests, from the TLS settings. Only tests set it. */
        Builder http(Function<Supplier<Tls>, HttpClient> http) {
            set.http = http;
            return this;
        }

        public Bedrock build() {
            return new Bedrock(this);
        }

        /** Returns what is set, without secrets. */
        @Override
        public String toString() {
            return "Bedrock.Builder" + set.options(null).shown(endpoint);
        }
    }
}
