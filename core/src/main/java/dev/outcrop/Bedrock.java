package dev.outcrop;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.aws.Environment;
import dev.outcrop.aws.MfaPrompt;
import dev.outcrop.catalog.Catalog;
import dev.outcrop.catalog.ListedModel;
import dev.outcrop.catalog.ModelUsage;
import dev.outcrop.internal.Warnings;
import dev.outcrop.internal.call.CallExecutor;
import dev.outcrop.internal.call.OpenStreams;
import dev.outcrop.internal.chat.ChatFile;
import dev.outcrop.internal.client.AwsTarget;
import dev.outcrop.internal.client.ClientAssembly;
import dev.outcrop.internal.client.ClientOptions;
import dev.outcrop.internal.client.UsageLedger;
import dev.outcrop.internal.model.BaseModelLookup;
import dev.outcrop.internal.model.ModelIds;
import dev.outcrop.internal.model.ModelListing;
import dev.outcrop.internal.model.ModelResolver;
import dev.outcrop.internal.model.ModelSettings;
import dev.outcrop.internal.model.Protocols;
import dev.outcrop.internal.protocol.control.ControlPlane;
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
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The way to the service: region, credentials, endpoint, connections. Safe for any number of
 * threads; one is enough for a program. Region and credentials are looked for at the first call,
 * not before.
 *
 * <p>Whoever creates it closes it. Closing cancels the calls that are under way, and the questions
 * of chats whose tools are.
 *
 * <pre>{@code
 * try (var bedrock = Bedrock.create()) {
 *     System.out.println(bedrock.chat().ask("Tell me three jokes about statisticians").text());
 * }
 * }</pre>
 */
public final class Bedrock implements AutoCloseable {
    /** The model of {@link #chat()}. */
    public static final String DEFAULT_MODEL = ModelIds.DEFAULT;

    private final CallExecutor calls;
    private final Protocols protocols;
    private final ModelSettings settings;
    private final @Nullable CompatibleServer endpoint;
    private final AtomicBoolean announced = new AtomicBoolean();
    private final UsageLedger ledger;
    private final ControlPlane control;
    private final @Nullable AwsTarget target;
    private final Timeouts timeouts;

    private Bedrock(Builder builder) {
        endpoint = builder.endpoint;
        ledger = new UsageLedger(builder.catalog);
        ClientAssembly.Wired wired = ClientAssembly.of(builder.options(), ledger);
        calls = wired.calls();
        target = wired.target();
        control = new ControlPlane(calls);
        timeouts = builder.timeouts;
        BaseModelLookup.Lookup behind = control::modelBehind;
        var standard =
                new ModelSettings(
                        builder.timeouts,
                        builder.catalog,
                        new BaseModelLookup(behind),
                        new ModelResolver(
                                behind,
                                (catalog, stop) ->
                                        ModelListing.of(control, builder.timeouts, catalog, stop),
                                builder.timeouts),
                        Warnings.logged());
        settings = endpoint == null ? standard : standard.with(Protocol.MANTLE);
        boolean traced = "true".equals(builder.environment.property(OpenStreams.TRACE));
        protocols =
                Protocols.of(
                        calls,
                        endpoint == null ? null : endpoint.addresses(),
                        new OpenStreams(calls.closing(), traced));
    }

    /** Region, credentials and endpoint as the environment says. */
    public static Bedrock create() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * A conversation with the default model, which is said once on the logger.
     *
     * @throws IllegalStateException where calls go to another server: it has no such model
     */
    public ChatBuilder chat() {
        if (endpoint != null) {
            throw new IllegalStateException(
                    "there is no default model for " + endpoint + ": pass a model id to chat(…)");
        }
        if (announced.compareAndSet(false, true)) {
            System.getLogger(Bedrock.class.getName())
                    .log(System.Logger.Level.INFO, "Using model \"" + ModelIds.DEFAULT + "\".");
        }
        return chat(ModelIds.DEFAULT);
    }

    /**
     * A conversation with a model.
     *
     * @param modelId model id, inference profile, or ARN
     * @throws IllegalArgumentException if it cannot be one
     */
    public ChatBuilder chat(String modelId) {
        return new ChatBuilder(model(modelId));
    }

    /**
     * Goes on with a conversation that was saved.
     *
     * @throws IllegalArgumentException if the file is no conversation, one of a later version,
     *     larger than 128 MiB, or no regular file; says where it is wrong
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public ChatBuilder load(Path file) {
        ChatFile saved = ChatFile.read(file);
        return chat(saved.modelId()).system(saved.system()).turns(saved.turns());
    }

    /**
     * A model without memory.
     *
     * @param modelId model id, inference profile, or ARN
     * @throws IllegalArgumentException if it cannot be one
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
     * The foundation models of the region and the inference profiles of Bedrock and of the account,
     * with what the catalog knows of each. Blocks, for three or more calls of the control plane.
     *
     * @throws dev.outcrop.error.BedrockException if they cannot be listed; {@code
     *     bedrock:ListFoundationModels} and {@code bedrock:ListInferenceProfiles} must be permitted
     * @see <a
     *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_ListFoundationModels.html">
     *     ListFoundationModels</a>
     * @see <a
     *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_ListInferenceProfiles.html">
     *     ListInferenceProfiles</a>
     */
    public List<ListedModel> models() {
        return ModelListing.of(control, timeouts, ledger.catalog(), new Cancellation());
    }

    /** What was used through this, since it was made, by the id that calls named. */
    public Map<String, ModelUsage> usage() {
        return ledger.usage();
    }

    /**
     * Looks at what a call needs, one thing after the other: credentials, region, endpoints, the
     * clock, the models that are listed, and the one that is to be asked. Throws nothing of that;
     * blocks, for some seconds at most where nothing answers.
     *
     * @param modelId the model to look for; it is asked for one token if {@code call} says so,
     *     which is billed
     * @throws IllegalArgumentException if it cannot be one
     * @throws IllegalStateException where calls go to another server than Bedrock
     */
    public List<SetupCheck> checkup(String modelId, boolean call) {
        if (target == null) {
            throw new IllegalStateException("checkup supports Bedrock only, not " + endpoint);
        }
        Model model = model(modelId);
        return new SetupChecks(target, control, this::models).run(call ? model : null, modelId);
    }

    /** How many calls are under way. */
    public int liveCalls() {
        return calls.live();
    }

    /**
     * Cancels the calls that are under way, interrupts the tools that chats run, and closes all
     * connections.
     */
    @Override
    public void close() {
        calls.close();
    }

    /** Says nothing of how it is set up: that may be secret. */
    @Override
    public String toString() {
        return "Bedrock[" + liveCalls() + " calls in progress]";
    }

    /**
     * How to reach the service. What is not set comes from the environment. Not safe for use by
     * several threads.
     */
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
        private Environment environment = Environment.ofProcess();

        private Builder() {}

        /** A profile of the AWS config files; it is stronger than keys in the environment. */
        public Builder profile(String profile) {
            this.profile = Objects.requireNonNull(profile, "profile");
            return this;
        }

        /** The region that calls go to, and are signed for. */
        public Builder region(String region) {
            this.region = Objects.requireNonNull(region, "region");
            return this;
        }

        /** Where all calls go, in place of the region's own addresses; may have a path. */
        public Builder baseUrl(String baseUrl) {
            this.baseUrl = Objects.requireNonNull(baseUrl, "baseUrl");
            return this;
        }

        /** Where calls of the control plane go, such as those for lists of models, if elsewhere. */
        public Builder controlUrl(String controlUrl) {
            this.controlUrl = Objects.requireNonNull(controlUrl, "controlUrl");
            return this;
        }

        /**
         * Another server, in place of Bedrock: region, credentials and base URL do not count there.
         */
        public Builder endpoint(CompatibleServer endpoint) {
            this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
            return this;
        }

        /** Who is calling; stronger than everything in the environment. */
        public Builder credentials(CredentialsProvider credentials) {
            this.credentials = Objects.requireNonNull(credentials, "credentials");
            return this;
        }

        /** Whom to ask for the code of a device, where a profile's role needs one. */
        public Builder mfa(MfaPrompt mfa) {
            this.mfa = Objects.requireNonNull(mfa, "mfa");
            return this;
        }

        /** A Bedrock API key. */
        public Builder apiKey(String key) {
            return credentials(AwsCredentials.of(Credentials.bearerToken(key)));
        }

        /** How long calls may wait; a {@link Model} can have its own. */
        public Builder timeouts(Timeouts timeouts) {
            this.timeouts = Objects.requireNonNull(timeouts, "timeouts");
            return this;
        }

        /** How often calls are tried; see {@link Retries#DEFAULT}. */
        public Builder retries(Retries retries) {
            this.retries = Objects.requireNonNull(retries, "retries");
            return this;
        }

        /** Limits of your own, shared by all calls; none unless set. */
        public Builder limits(RateLimits limits) {
            this.limits = Objects.requireNonNull(limits, "limits");
            return this;
        }

        /** Someone who wants to hear of calls; any number of them. */
        public Builder observer(Observer observer) {
            observers.add(Objects.requireNonNull(observer, "observer"));
            return this;
        }

        /** Prices and limits of models, in place of {@link Catalog#standard()}. */
        public Builder catalog(Catalog catalog) {
            this.catalog = Objects.requireNonNull(catalog, "catalog");
            return this;
        }

        /**
         * What calls go through, in place of what the environment says; {@link HttpProxy#NONE} for
         * nothing.
         */
        public Builder proxy(HttpProxy proxy) {
            this.proxy = Objects.requireNonNull(proxy, "proxy");
            return this;
        }

        /** Whom to trust, and with what keys, in place of what the environment says. */
        public Builder tls(Tls tls) {
            this.tls = Objects.requireNonNull(tls, "tls");
            return this;
        }

        /**
         * Variables, system properties, home directory and clock, in place of the process's own.
         */
        public Builder environment(Environment environment) {
            this.environment = Objects.requireNonNull(environment, "environment");
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
