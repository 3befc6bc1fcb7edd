package dev.outcrop.internal.aws.credentials.source;

import dev.outcrop.aws.Credentials;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** A source of credentials. */
@FunctionalInterface
public interface CredentialsSource {
    /**
     * Returns the credentials, or null if this source has none; it then adds to {@code looked}
     * where it looked, as text for a person. May block.
     *
     * @throws dev.outcrop.error.CredentialsException if this source was selected, but is
     *     misconfigured
     */
    @Nullable Credentials find(List<String> looked);
}
