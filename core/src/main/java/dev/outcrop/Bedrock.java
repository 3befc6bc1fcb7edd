package dev.outcrop;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.aws.CredentialsProvider.MfaPrompt;
import dev.outcrop.aws.Environment;
import dev.outcrop.aws.Region;
import dev.outcrop.catalog.Catalog;
import dev.outcrop.catalog.Cost.ModelUsage;
import dev.outcrop.catalog.ListedModel;
import dev.outcrop.internal.Warnings;
import dev.outcrop.internal.call.CallExecutor;
import dev.outcrop.internal.call.OpenStreams;
import dev.outcrop.internal.chat.ChatFile;
import dev.outcrop.internal.client.AwsTarget;
import dev.outcrop.internal.client.CatalogInUse;
import dev.outcrop.internal.client.ClientAssembly;
import dev.outcrop.internal.client.ClientOptions;
import dev.outcrop.internal.client.UsageLedger;
import dev.outcrop.internal.http.HttpClient;
import dev.outcrop.internal.http.SocketHttpClient;
import dev.outcrop.internal.model.BaseModelLookup;
import dev.outcrop.internal.model.DefaultModel;
import dev.outcrop.internal.model.ModelIds;
import dev.outcrop.internal.model.ModelListing;
import dev.outcrop.internal.model.ModelResolver;
import dev.outcrop.internal.model.ModelSettings;
import dev.outcrop.internal.model.Protocols;
import dev.outcrop.internal.protocol.control.ControlPlane;
import dev.outcrop.internal.protocol.converse.ApplyGuardrail;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.HttpProxy;
import dev.outcrop.policy.Observer;
import dev.outcrop.policy.RateLimits;
import dev.outcrop.policy.Retries;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.policy.Tls;
import dev.outcrop.settings.Protocol;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A client of Amazon Bedrock: region, credentials, endpoints and connections. Safe for any number
 * of threads; one client is enough for a program. Region and credentials are resolved at the first
 * call.
 *
 * <p>The caller closes it. Closing cancels the calls in progress, and the questions of chats whose
 * tools are running.
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

    private final CallExecutor calls;
    private final Protocols protocols;
    private final ModelSettings settings;
    private final @Nullable CompatibleServer endpoint;
    private final UsageLedger ledger;
    private final ControlPlane control;
    private final @Nullable AwsTarget target;
    private final Timeouts timeouts;

    private Bedrock(Builder builder) {
        endpoint = builder.endpoint;
        var catalog = CatalogInUse.of(builder.catalog, builder.environment.clock());
        ledger = new UsageLedger(catalog);
        ClientAssembly.Wired wired = ClientAssembly.of(builder.options(), ledger);
        calls = wired.calls();
        target = wired.target();
        control = new ControlPlane(calls);
        timeouts = builder.timeouts;
        var standard =
                new ModelSettings(
                        builder.timeouts,
                        catalog,
                        new BaseModelLookup(control::modelBehind),
                        ModelResolver.of(control, builder.timeouts),
                        Warnings.logged());
        settings = endpoint == null ? standard : standard.with(Protocol.MANTLE);
        protocols =
                Protocols.of(
                        calls,
                        endpoint == null ? null : endpoint.addresses(),
                        endpoint == null ? null : endpoint.server().base().getHost(),
                        OpenStreams.of(calls.closing(), builder.environment));
    }

    /** Creates a client whose region, credentials and endpoint come from the environment. */
    public static Bedrock create() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns a builder for a conversation with the default model. The name of the model is logged
     * once in a process.
     *
     * @throws IllegalStateException if calls go to a {@link CompatibleServer}, which has no default
     *     model
     */
    public ChatBuilder chat() {
        if (endpoint != null) {
            throw new IllegalStateException(
                    "there is no default model for " + endpoint + ": pass a model id to chat(…)");
        }
        return chat(DefaultModel.OF_PROCESS.used());
    }

    /**
     * A conversation with a model; short for {@code model(modelId).chat()}.
     *
     * @param modelId model id, inference profile, or ARN
     * @throws IllegalArgumentException if it is not a valid model id
     */
    public ChatBuilder chat(String modelId) {
        return model(modelId).chat();
    }

    /**
     * Loads a saved conversation and returns a builder that continues it.
     *
     * @throws IllegalArgumentException if the file is not a saved conversation, has a later
     *     version, is larger than 128 MiB, or is not a regular file; the message says where it is
     *     wrong
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public ChatBuilder load(Path file) {
        ChatFile saved = ChatFile.read(file);
        return chat(saved.modelId()).system(saved.system()).turns(saved.turns());
    }

    /**
     * Returns a model: it answers without a history.
     *
     * @param modelId model id, inference profile, or ARN
     * @throws IllegalArgumentException if it is not a valid model id
     */
    public Model model(String modelId) {
        return new Model(
                protocols,
                modelId,
                endpoint == null
                        ? settings
                        : settings.withFamily(modelId, endpoint.family(modelId)));
    }

    /**
     * Lists the foundation models of the region and the inference profiles of Bedrock and of the
     * account, each with its entry in the catalog. Blocks: makes three or more calls of the control
     * plane.
     *
     * @throws dev.outcrop.error.BedrockException if they cannot be listed; {@code
     *     bedrock:ListFoundationModels} and {@code bedrock:ListInferenceProfiles} must be permitted
     * @see <a
     *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_ListFoundationModels.html">
     *     ListFoundationModels</a>
     */
    public List<ListedModel> models() {
        return ModelListing.of(control, timeouts, ledger.catalog(), new Cancellation());
    }

    /**
     * Returns a guardrail that checks content without a model.
     *
     * @param id id or ARN
     * @param version a number, or {@code DRAFT}
     * @throws IllegalStateException if calls go to a {@link CompatibleServer}
     */
    public Guardrail guardrail(String id, String version) {
        if (endpoint != null) {
            throw new IllegalStateException("guardrails are of Bedrock only, not " + endpoint);
        }
        return new Guardrail(
                new ApplyGuardrail(calls), id, version, false, timeouts, new Cancellation());
    }

    /** Returns the usage of this client since it was created, by the model id of the calls. */
    public Map<String, ModelUsage> usage() {
        return ledger.usage();
    }

    /**
     * Checks what a call needs, in this order: credentials, region, endpoints, the clock, the list
     * of models, and the given model. Failed checks are returned, not thrown. Blocks, for a few
     * seconds at most if a server does not respond.
     *
     * @param modelId the model to look for; if {@code call} is true, it is asked for one token,
     *     which is billed
     * @throws IllegalArgumentException if it is not a valid model id
     * @throws IllegalStateException if calls go to a {@link CompatibleServer}
     */
    public List<SetupCheck> checkup(String modelId, boolean call) {
        if (target == null) {
            throw new IllegalStateException("checkup supports Bedrock only, not " + endpoint);
        }
        Model model = model(modelId);
        return new SetupChecks(target, control, this::models).run(call ? model : null, modelId);
    }

    /** Returns the region of calls, and its source; null for a {@link CompatibleServer}. Blocks. */
    public @Nullable Region region() {
        return target == null ? null : target.region().apply(new Cancellation());
    }

    /** Returns the number of calls in progress. */
    public int liveCalls() {
        return calls.live();
    }

    /** Cancels the calls in progress, interrupts tools of chats, and closes all connections. */
    @Override
    public void close() {
        calls.close();
    }

    /** Returns a text without any settings: they may be secret. */
    @Override
    public String toString() {
        return "Bedrock[" + liveCalls() + " calls in progress]";
    }

    /** Configures a client. Unset settings come from the environment. For one thread. */
    public static final class Builder {
        private @Nullable String profile;
        private @Nullable String region;
        private @Nullable String baseUrl;
        private @Nullable String controlUrl;
        private @Nullable CompatibleServer endpoint;
        private @Nullable CredentialsProvider credentials;
        private @Nullable MfaPrompt mfa;
        private Timeouts timeouts = Timeouts.DEFAULT;
        private Retries retries = Retries.DEFAULT;
        private RateLimits limits = RateLimits.NONE;
        private final List<Observer> observers = new ArrayList<>();
        private @Nullable Catalog catalog;
        private @Nullable HttpProxy proxy;
        private @Nullable Tls tls;
        private Function<Supplier<Tls>, HttpClient> http = SocketHttpClient::new;
        private Environment environment = Environment.ofProcess();

        private Builder() {}

        /**
         * Selects a profile of the AWS config files; it takes precedence over keys in the
         * environment.
         */
        public Builder profile(String profile) {
            this.profile = Objects.requireNonNull(profile, "profile");
            return this;
        }

        /** Sets the region that calls are sent to and signed for. */
        public Builder region(String region) {
            this.region = Objects.requireNonNull(region, "region");
            return this;
        }

        /**
         * Sets the URL that all calls are sent to, in place of the region's endpoints; may have a
         * path.
         */
        public Builder baseUrl(String baseUrl) {
            this.baseUrl = Objects.requireNonNull(baseUrl, "baseUrl");
            return this;
        }

        /** Sets the URL for calls of the control plane, such as lists of models, if it differs. */
        public Builder controlUrl(String controlUrl) {
            this.controlUrl = Objects.requireNonNull(controlUrl, "controlUrl");
            return this;
        }

        /**
         * Uses another server in place of Bedrock; region, credentials and base URL are ignored
         * then.
         */
        public Builder endpoint(CompatibleServer endpoint) {
            this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
            return this;
        }

        /** Sets the credentials; they take precedence over everything in the environment. */
        public Builder credentials(CredentialsProvider credentials) {
            this.credentials = Objects.requireNonNull(credentials, "credentials");
            return this;
        }

        /** Sets the prompt for an MFA code, used if a profile's role requires one. */
        public Builder mfa(MfaPrompt mfa) {
            this.mfa = Objects.requireNonNull(mfa, "mfa");
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
            this.retries = Objects.requireNonNull(retries, "retries");
            return this;
        }

        /** Sets client-side rate limits, shared by all calls; none unless set. */
        public Builder limits(RateLimits limits) {
            this.limits = Objects.requireNonNull(limits, "limits");
            return this;
        }

        /** Adds an observer of calls; any number of them. */
        public Builder observer(Observer observer) {
            observers.add(Objects.requireNonNull(observer, "observer"));
            return this;
        }

        /** Sets prices and limits of models, in place of {@link Catalog#standard()}. */
        public Builder catalog(Catalog catalog) {
            this.catalog = Objects.requireNonNull(catalog, "catalog");
            return this;
        }

        /**
         * Sets the proxy, in place of the one from the environment; {@link HttpProxy#NONE} for
         * none.
         */
        public Builder proxy(HttpProxy proxy) {
            this.proxy = Objects.requireNonNull(proxy, "proxy");
            return this;
        }

        /** Sets trusted certificates and client keys, in place of those from the environment. */
        public Builder tls(Tls tls) {
            this.tls = Objects.requireNonNull(tls, "tls");
            return this;
        }

        /**
         * Sets variables, system properties, home directory and clock, in place of the process's
         * own.
         */
        public Builder environment(Environment environment) {
            this.environment = Objects.requireNonNull(environment, "environment");
            return this;
        }

        /** Makes the HTTP client that sends requests, from the TLS settings. Only tests set it. */
        Builder http(Function<Supplier<Tls>, HttpClient> http) {
            this.http = http;
            return this;
        }

        private ClientOptions options() {
            return new ClientOptions(
                    environment,
                    profile,
                    region,
                    baseUrl,
                    controlUrl,
                    credentials,
                    mfa,
                    proxy,
                    tls,
                    http,
                    limits,
                    retries,
                    List.copyOf(observers),
                    endpoint == null ? null : endpoint.server());
        }

        public Bedrock build() {
            return new Bedrock(this);
        }
    }
}
