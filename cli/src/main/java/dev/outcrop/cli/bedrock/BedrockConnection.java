package dev.outcrop.cli.bedrock;

import dev.outcrop.AwsCredentials;
import dev.outcrop.Bedrock;
import dev.outcrop.ChatBuilder;
import dev.outcrop.SetupCheck;
import dev.outcrop.aws.Credentials;
import dev.outcrop.catalog.Catalog;
import dev.outcrop.catalog.ListedModel;
import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.UsageException;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.policy.Retries;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;

/** A connection to Bedrock, or to an emulator inside this process. */
public final class BedrockConnection implements AutoCloseable {
    private static final String ATTEMPTS = "AWS_MAX_ATTEMPTS";

    private final Bedrock bedrock;
    private final @Nullable LocalBedrock local;
    private final @Nullable Catalog stored;

    private BedrockConnection(
            Bedrock bedrock, @Nullable LocalBedrock local, @Nullable Catalog stored) {
        this.bedrock = bedrock;
        this.local = local;
        this.stored = stored;
    }

    /**
     * Opens it.
     *
     * @throws UsageException if the options contradict each other
     */
    public static BedrockConnection open(WhereOptions options, ProcessContext stage) {
        Bedrock.Builder builder = Bedrock.builder().environment(stage.environment());
        builder.retries(retries(stage)).observer(new RetryNotes(stage.stdio().err()));
        Catalog stored = new StoredCatalog(stage).catalog();
        if (stored != null) {
            builder.catalog(stored);
        }
        if (options.local) {
            return local(builder, options, stored);
        }
        if (options.profile != null) {
            builder.profile(options.profile);
        }
        if (options.region != null) {
            builder.region(options.region);
        }
        if (options.endpointUrl != null) {
            builder.baseUrl(options.endpointUrl);
        }
        return new BedrockConnection(builder.build(), null, stored);
    }

    private static BedrockConnection local(
            Bedrock.Builder builder, WhereOptions options, @Nullable Catalog stored) {
        if (options.endpointUrl != null || options.profile != null) {
            throw new UsageException(
                    "--local cannot be combined with --endpoint-url or --profile.",
                    "remove one of them");
        }
        LocalBedrock local = LocalBedrock.start();
        builder.region(options.region == null ? "us-east-1" : options.region)
                .baseUrl(local.endpoint().toString())
                .credentials(AwsCredentials.of(Credentials.accessKeys("local", "local")));
        return new BedrockConnection(builder.build(), local, stored);
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

    /** Returns a builder for a conversation with a model; null means the default one. */
    public ChatBuilder chat(@Nullable String model) {
        if (model == null) {
            return bedrock.chat();
        }
        try {
            return bedrock.chat(model);
        } catch (IllegalArgumentException e) {
            throw notAModel(e);
        }
    }

    private static UsageException notAModel(IllegalArgumentException e) {
        String what = String.valueOf(e.getMessage());
        return new UsageException(
                what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1) + ".",
                "-m " + Bedrock.DEFAULT_MODEL);
    }

    /** Checks what a call of a model needs; null means the default one. */
    public List<SetupCheck> checkup(@Nullable String model, boolean call) {
        try {
            return bedrock.checkup(model == null ? Bedrock.DEFAULT_MODEL : model, call);
        } catch (IllegalArgumentException e) {
            throw notAModel(e);
        }
    }

    /** Returns the prices and limits that it uses. */
    public Catalog catalog() {
        return stored == null ? Catalog.standard() : stored;
    }

    public List<ListedModel> models() {
        return bedrock.models();
    }

    @Override
    public void close() {
        bedrock.close();
        if (local != null) {
            local.close();
        }
    }
}
