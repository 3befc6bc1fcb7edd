package dev.outcrop.internal.aws.credentials;

import dev.outcrop.aws.Credentials;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** One place where credentials may be. */
@FunctionalInterface
interface CredentialsSource {
    /**
     * The credentials, or null if this place has none; it then adds to {@code looked} what it
     * looked at, in words for a person. May block.
     *
     * @throws dev.outcrop.error.CredentialsException if this place was chosen, but is broken
     */
    @Nullable Credentials find(List<String> looked);
}
