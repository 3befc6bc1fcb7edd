package dev.outcrop;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.error.BedrockException;
import dev.outcrop.error.CancelledException;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * What application inference profiles, provisioned and custom models stand for: their ARNs do not
 * tell, so Bedrock is asked, once for each. Where it may not be asked, that is said once, and
 * nothing is known. Safe for any number of threads.
 */
final class BaseModels {
    /** Asks Bedrock for the ARN of the model behind an ARN. */
    interface Lookup {
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
    private final Map<String, CompletableFuture<Optional<String>>> known =
            new ConcurrentHashMap<>();

    BaseModels(Lookup lookup) {
        this.lookup = lookup;
    }

    /** The model's id where it is known by now; null otherwise. */
    @Nullable String known(String id) {
        if (!isArn(id)) {
            return null;
        }
        CompletableFuture<Optional<String>> answer = known.get(id);
        return answer == null ? null : answer.getNow(Optional.empty()).orElse(null);
    }

    /**
     * The model's id, after asking Bedrock if need be; null where it cannot be known.
     *
     * @throws CancelledException if the call is stopped meanwhile
     */
    @Nullable String of(
            String id, Timeouts timeouts, Cancellation cancellation, Warnings warnings) {
        if (!isArn(id) || !ASKED.matcher(id).matches() || known.size() >= MOST) {
            return known(id);
        }
        var mine = new CompletableFuture<Optional<String>>();
        CompletableFuture<Optional<String>> theirs = known.putIfAbsent(id, mine);
        if (theirs != null) {
            return theirs.join().orElse(null);
        }
        String base = null;
        try {
            base = base(lookup.model(id, bounded(timeouts), cancellation));
        } catch (CancelledException e) {
            known.remove(id);
            throw e;
        } catch (BedrockException e) {
            if (e.isRetryable()) {
                known.remove(id);
            }
            warnings.once(
                    "It is not known what model "
                            + id
                            + " is: "
                            + e.what()
                            + " Say so with baseModel(…), or allow bedrock:GetInferenceProfile and its kin.");
        } finally {
            mine.complete(Optional.ofNullable(base));
        }
        return base;
    }

    private static boolean isArn(String id) {
        return id.startsWith("arn:");
    }

    private static @Nullable String base(@Nullable String arn) {
        return arn == null ? null : ModelName.of(arn).base();
    }

    private static Timeouts bounded(Timeouts timeouts) {
        Duration total = timeouts.total();
        return total != null && total.compareTo(PATIENCE) < 0
                ? timeouts
                : timeouts.withTotal(PATIENCE);
    }
}
