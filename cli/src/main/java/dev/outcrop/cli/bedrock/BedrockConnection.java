package dev.outcrop.cli.bedrock;

import dev.outcrop.AwsCredentials;
import dev.outcrop.Bedrock;
import dev.outcrop.Chat;
import dev.outcrop.ChatBuilder;
import dev.outcrop.Model;
import dev.outcrop.SetupCheck;
import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.Region;
import dev.outcrop.batch.BatchJobs;
import dev.outcrop.catalog.Catalog;
import dev.outcrop.catalog.ListedModel;
import dev.outcrop.cli.config.Config;
import dev.outcrop.cli.config.Setting;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.TerminalText;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.error.BedrockException;
import dev.outcrop.json.Json;
import dev.outcrop.local.internal.inprocess.InProcess;
import dev.outcrop.policy.Retries;
import dev.outcrop.policy.Timeouts;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** A connection to Bedrock, to another server, or to an emulator inside this process. */
public final class BedrockConnection implements AutoCloseable {
    private static final String ATTEMPTS = "AWS_MAX_ATTEMPTS";
    private static final String US = "us-east-1";

    private final ProcessContext stage;
    private final Config config;
    private final Bedrock bedrock;
    private final @Nullable Catalog stored;
    private final boolean otherServer;
    private final Timeouts timeouts;

    private BedrockConnection(
            ProcessContext stage,
            Config config,
            Bedrock bedrock,
            @Nullable Catalog stored,
            boolean otherServer,
            Timeouts timeouts) {
        this.stage = stage;
        this.config = config;
        this.bedrock = bedrock;
        this.stored = stored;
        this.otherServer = otherServer;
        this.timeouts = timeouts;
    }

    /**
     * Opens it.
     *
     * @throws UsageException if the options contradict each other
     */
    public static BedrockConnection open(WhereOptions options, ProcessContext stage) {
        return open(options, new LimitOptions(), Config.load(stage), stage);
    }

    /**
     * Opens it with limits.
     *
     * @throws UsageException if the options contradict each other
     */
    public static BedrockConnection open(
            WhereOptions options, LimitOptions limits, Config config, ProcessContext stage) {
        Bedrock.Builder builder = builder(limits, stage);
        Catalog stored = stored(builder, stage);
        Timeouts timeouts = limits.timeouts();
        String server = server(options, config);
        if (options.local) {
            connectInProcess(builder, options);
            return new BedrockConnection(stage, config, builder.build(), stored, false, timeouts);
        }
        if (server != null) {
            builder.endpoint(NamedServers.of(server, config, stage));
            return new BedrockConnection(stage, config, builder.build(), stored, true, timeouts);
        }
        locate(builder, options, config, stage);
        return new BedrockConnection(stage, config, builder.build(), stored, false, timeouts);
    }

    /** Opens one that sends to a server on this machine, without an account. */
    static BedrockConnection to(
            String url,
            WhereOptions options,
            LimitOptions limits,
            Config config,
            ProcessContext stage) {
        Bedrock.Builder builder = builder(limits, stage);
        Catalog stored = stored(builder, stage);
        builder.retries(Retries.NONE);
        String server = server(options, config);
        if (server != null && !options.local) {
            builder.endpoint(NamedServers.withoutKey(server, config).withBaseUrl(url).withKey("-"));
            return new BedrockConnection(
                    stage, config, builder.build(), stored, true, Timeouts.DEFAULT);
        }
        locate(builder, options, config, stage);
        if (!hasRegion(options, config, stage)) {
            builder.region(US);
        }
        builder.baseUrl(url).credentials(AwsCredentials.of(Credentials.accessKeys("-", "-")));
        return new BedrockConnection(
                stage, config, builder.build(), stored, false, Timeouts.DEFAULT);
    }

    private static @Nullable String server(WhereOptions options, Config config) {
        return options.server == null ? config.value(Setting.SERVER) : options.server;
    }

    private static Bedrock.Builder builder(LimitOptions limits, ProcessContext stage) {
        Bedrock.Builder builder =
                Bedrock.builder()
                        .environment(stage.environment())
                        .retries(limits.retries(retries(stage)));
        return limits.announcesRetries()
                ? builder.observer(new RetryNotes(stage.stdio().err()))
                : builder;
    }

    private static @Nullable Catalog stored(Bedrock.Builder builder, ProcessContext stage) {
        Catalog stored = new StoredCatalog(stage).catalog();
        if (stored != null) {
            builder.catalog(stored);
        }
        return stored;
    }

    private static void locate(
            Bedrock.Builder builder, WhereOptions options, Config config, ProcessContext stage) {
        String profile = options.profile == null ? config.value(Setting.PROFILE) : options.profile;
        String region = options.region == null ? config.value(Setting.REGION) : options.region;
        if (profile != null) {
            builder.profile(profile);
        }
        if (region != null) {
            KnownRegions.requireSpelled(
                    region, options.region == null ? "the configuration" : "--region");
            builder.region(region);
        }
        if (options.endpointUrl != null) {
            builder.baseUrl(options.endpointUrl);
        } else if (region == null) {
            for (String variable : List.of("AWS_REGION", "AWS_DEFAULT_REGION")) {
                String value = stage.environment().variable(variable);
                if (value != null) {
                    KnownRegions.requireSpelled(value, variable);
                }
            }
        }
    }

    private static boolean hasRegion(WhereOptions options, Config config, ProcessContext stage) {
        return options.region != null
                || options.profile != null
                || config.value(Setting.REGION) != null
                || config.value(Setting.PROFILE) != null
                || stage.environment().variable("AWS_REGION") != null
                || stage.environment().variable("AWS_DEFAULT_REGION") != null;
    }

    private static void connectInProcess(Bedrock.Builder builder, WhereOptions options) {
        if (options.endpointUrl != null || options.profile != null || options.server != null) {
            throw new UsageException(
                    "--local cannot be combined with --endpoint-url, --profile or --server.",
                    "remove one of them");
        }
        builder.region(options.region == null ? US : options.region);
        InProcess.connect(builder);
    }

    /** AWS's tools use this variable, too. */
    private static Retries retries(ProcessContext stage) {
        String attempts = stage.environment().variable(ATTEMPTS);
        if (attempts == null) {
            return Retries.DEFAULT;
        }
        try {
            return Retries.DEFAULT.withAttempts(Integer.parseInt(attempts));
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    ATTEMPTS + " must be a whole number of at least 1.", "unset " + ATTEMPTS);
        }
    }

    /**
     * Returns the id of the model that is meant.
     *
     * @param given null for that of the configuration, or else the default one
     * @throws UsageException if it is not clear
     */
    public String modelId(@Nullable String given) {
        String wanted = given == null ? config.value(Setting.MODEL) : given;
        if (wanted == null && otherServer) {
            throw new UsageException("Another server needs a model.", "-m MODEL");
        }
        if (wanted == null) {
            return Bedrock.DEFAULT_MODEL;
        }
        return otherServer ? config.aliases().getOrDefault(wanted, wanted) : choice().id(wanted);
    }

    private ModelChoice choice() {
        return new ModelChoice(
                config.aliases(),
                catalog(),
                LocalDate.ofInstant(stage.environment().clock().instant(), ZoneOffset.UTC),
                () -> Objects.requireNonNull(bedrock.region()).id(),
                note -> stage.stdio().err().println(TerminalText.harmless("note: " + note)));
    }

    /** Returns the model that is meant; see {@link #modelId}. */
    public Model model(@Nullable String given) {
        try {
            return bedrock.model(modelId(given)).with(timeouts);
        } catch (IllegalArgumentException e) {
            throw notAModel(e);
        }
    }

    /** Returns a builder for a conversation with a model; null means the default one. */
    public ChatBuilder chat(@Nullable String given) {
        return model(given).chat();
    }

    /**
     * Returns a stored chat.
     *
     * @param json in the format of saved chats
     */
    public Chat stored(Json.Obj json) {
        return bedrock.load(json).open();
    }

    /** Returns the chat of a file that {@link Chat#save} wrote. */
    public Chat load(Path file) {
        return bedrock.load(file).open();
    }

    /** Returns the region of the calls; null for another server, or if there is none. */
    public @Nullable String region() {
        try {
            Region region = bedrock.region();
            return region == null ? null : region.id();
        } catch (BedrockException e) {
            return null;
        }
    }

    private static UsageException notAModel(IllegalArgumentException e) {
        String what = String.valueOf(e.getMessage());
        return new UsageException(
                what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1) + ".",
                "-m " + Bedrock.DEFAULT_MODEL);
    }

    /** Checks what a call of a model needs; null means the default one. */
    public List<SetupCheck> checkup(@Nullable String given, boolean call) {
        try {
            return bedrock.checkup(
                    given == null ? Bedrock.DEFAULT_MODEL : aliases().getOrDefault(given, given),
                    call);
        } catch (IllegalArgumentException e) {
            throw notAModel(e);
        }
    }

    /** Returns the prices and limits that it uses. */
    public Catalog catalog() {
        return stored == null ? Catalog.standard() : stored;
    }

    /** Returns the aliases of models. */
    public Map<String, String> aliases() {
        return config.aliases();
    }

    /** Returns the ids of the newest chat models that the region can call; sends nothing. */
    public List<String> newestModels() {
        return choice().newest();
    }

    /**
     * Returns the batch inference jobs of the account.
     *
     * @throws UsageException on another server
     */
    public BatchJobs jobs() {
        if (otherServer) {
            throw new UsageException("Only Bedrock has batch inference jobs.", "outcrop batch run");
        }
        return bedrock.batchJobs();
    }

    public List<ListedModel> models() {
        return bedrock.models();
    }

    @Override
    public void close() {
        bedrock.close();
    }
}
