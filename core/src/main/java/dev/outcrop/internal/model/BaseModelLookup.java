package dev.outcrop.internal.model;

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
 * What application inference profiles, provisioned and custom models stand for: their ARNs do not
 * tell, so Bedrock is asked, once for each. Where it may not be asked, that is said once, and
 * nothing is known. Safe for any number of threads.
 */
public final class BaseModelLookup {
    /** Asks Bedrock for the ARN of the model behind an ARN. */
    public interface Lookup {
        @Nullable String model(String arn, Timeouts timeouts, Cancellation cancellation);
    }

    /** A question waits no longer than this to hear what its model is. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Kinds of ARNs that do not tell their model, and that Bedrock knows the model of. */
    private static final Pattern ASKED =
            Pattern.compile(
                    "arn:[^:]*:bedrock:[^:]*:[^:]*:"
                            + "(?:application-inference-profile|provisioned-model|custom-model)/.+");

    /** ARNs may come from anywhere; who asks more than this has models of another kind. */
    private static final int MOST = 10_000;

    private final Lookup lookup;
    private final Map<String, Optional<String>> known = new ConcurrentHashMap<>();
    private final SharedLookup<String, Optional<String>> lookups =
            SharedLookup.of("base-model", PATIENCE);

    public BaseModelLookup(Lookup lookup) {
        this.lookup = lookup;
    }

    /** The model's id where it is known by now; null otherwise. */
    @Nullable String known(String id) {
        if (!isArn(id)) {
            return null;
        }
        Optional<String> answer = known.get(id);
        return answer == null ? null : answer.orElse(null);
    }

    /**
     * The model's id, after asking Bedrock if need be; null where it cannot be known, or not in the
     * time that the call has.
     *
     * @throws CancelledException if the call is stopped meanwhile
     */
    @Nullable String of(
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

    /** For all who wait: within the same time, whatever each of them has. */
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
                        + why
                        + " Set it with baseModel(…), or allow"
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
