package dev.outcrop.local;

import dev.outcrop.aws.Credentials;
import dev.outcrop.local.authentication.LocalCredentials;
import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.engine.Pacing;
import dev.outcrop.local.engine.Quotas;
import dev.outcrop.local.internal.choice.EngineChoice;
import dev.outcrop.local.internal.choice.ModelPattern;
import dev.outcrop.local.internal.pace.PacedEngine;
import dev.outcrop.local.internal.quota.QuotaEngine;
import dev.outcrop.local.wire.RequestHandler;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Puts the parts of an emulator together. */
final class EngineAssembly {
    private EngineAssembly() {}

    /** Returns the choices for models, then the handler for all others. */
    static List<EngineChoice> choices(
            List<EngineChoice> ofModels, @Nullable RequestHandler standIn) {
        var all = new ArrayList<>(ofModels);
        if (standIn != null) {
            all.add(new EngineChoice.OfStandIn(ModelPattern.all(), standIn));
        }
        return all;
    }

    /** Adds wrappers only if they have a limit or a pace. */
    static Engine limited(
            Engine engine,
            @Nullable Function<String, Pacing> pacing,
            Quotas quotas,
            InstantSource clock) {
        Engine whole =
                pacing == null
                        ? engine
                        : new PacedEngine(engine, pacing, System::nanoTime, Thread::sleep);
        return quotas.equals(Quotas.NONE) ? whole : new QuotaEngine(whole, quotas, clock);
    }

    /**
     * Refuses web pages of all origins if they could use credentials.
     *
     * @throws IllegalStateException if credentials are required, or a handler signs requests
     */
    static void checkAllOrigins(List<LocalCredentials> credentials, List<EngineChoice> choices) {
        boolean signs =
                choices.stream()
                        .anyMatch(
                                choice ->
                                        choice instanceof EngineChoice.OfStandIn one
                                                && one.standIn().signsRequests());
        if (signs || !credentials.isEmpty()) {
            throw new IllegalStateException(
                    "allowedOrigins(\"*\") cannot be combined with credentials; name the origins");
        }
    }

    /** Returns the credentials for clients created here: the first of those required. */
    static Credentials own(List<LocalCredentials> required) {
        if (required.isEmpty()) {
            return Credentials.accessKeys("local", "no-secret");
        }
        return switch (required.getFirst()) {
            case LocalCredentials.Keys keys ->
                    keys.sessionToken() == null
                            ? Credentials.accessKeys(keys.accessKeyId(), keys.secretAccessKey())
                            : Credentials.accessKeys(
                                    keys.accessKeyId(),
                                    keys.secretAccessKey(),
                                    keys.sessionToken());
            case LocalCredentials.Bearer bearer -> Credentials.bearerToken(bearer.token());
        };
    }
}
