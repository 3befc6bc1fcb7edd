package dev.outcrop.internal.model.listing;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.internal.Warnings;
import dev.outcrop.internal.retry.SharedLookup;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Finds the foundation models of application inference profiles, provisioned and custom models:
 * their ARNs do not name them, so Bedrock is called once for each. If that is not permitted, a
 * warning is logged once, and the model stays unknown. Safe for any number of threads.
 */
public final class BaseModelLookup {
    /** Returns the ARN of the model behind an ARN, from Bedrock. */
    public interface Lookup {
        @Nullable String model(String arn, Timeouts timeouts, Cancellation cancellation);
    }

    /** The longest time that a question waits for the lookup. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Kinds of ARNs that do not name their model, but that Bedrock can resolve. */
    private static final Pattern ASKED =
            Pattern.compile(
                    "arn:[^:]*:bedrock:[^:]*:[^:]*:"
                            + "(?:application-inference-profile|provisioned-model|custom-model)/.+");

    /** Bounds the memory: ARNs may come from untrusted input. */
    private static final int MOST = 10_000;

    private final Lookup lookup;
    private final Map<String, Optional<String>> known = new ConcurrentHashMap<>();
    private final SharedLookup<String, Optional<String>> lookups =
            SharedLookup.of("base-model", PATIENCE);

    public BaseModelLookup(Lookup lookup) {
        this.lookup = lookup;
    }

    /** The model's id if it is already known; null otherwise. */
    public @Nullable String known(String id) {
        if (!isArn(id)) {
            return null;
        }
        Optional<String> answer = known.get(id);
        return answer == null ? null : answer.orElse(null);
    }

    /**
     * The model's id, looked up if necessary; null if it cannot be found, or not within the time of
     * the call.
     *
     * @throws CancelledException if the call is stopped meanwhile
     */
    public @Nullable String of(
            String id, Timeouts timeouts, Cancellation cancellation, Warnings warnings) {
        boolean asked = isArn(id) && ASKED.matcher(id).matches();
        if (!asked || known.containsKey(id) || known.size() >= MOST) {
            return known(id);
        }
        try {
            return lookups.get(
                            id, unwanted -> lookedUp(id, unwanted), cancellation, timeouts.total())
                    .orElse(null);
        } catch (TimeoutException e) {
            return unknown(id, "Bedrock did not answer in time.", warnings);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CancelledException stopped) {
                throw stopped.rethrown();
            }
            if (e.getCause() instanceof BedrockException failure) {
                return unknown(id, failure.what(), warnings);
            }
            throw new IllegalStateException("unknown foundation model of " + id, e);
        }
    }

    /** Shared by all waiting callers: it has the same time limit, independent of theirs. */
    private Optional<String> lookedUp(String id, Cancellation unwanted) {
        Optional<String> answered = known.get(id);
        if (answered != null) {
            return answered; // by a lookup that ended just before this one began
        }
        try {
            String arn = lookup.model(id, Timeouts.DEFAULT.withTotal(PATIENCE), unwanted);
            Optional<String> base = Optional.ofNullable(arn == null ? null : base(arn));
            known.put(id, base);
            return base;
        } catch (CancelledException e) {
            throw e;
        } catch (BedrockException e) {
            if (!e.isRetryable()) {
                known.put(id, Optional.empty());
            }
            throw e;
        }
    }

    private static @Nullable String unknown(String id, String why, Warnings warnings) {
        warnings.once(
                "Could not determine the foundation model of "
                        + id
                        + ": "
                        + (why.endsWith(".") ? why : why + ".")
                        + " Use withBaseModel(…), or allow"
                        + " bedrock:GetInferenceProfile and similar actions.");
        return null;
    }

    private static boolean isArn(String id) {
        return id.startsWith("arn:");
    }

    private static @Nullable String base(String arn) {
        return ModelName.of(arn).base();
    }
}
