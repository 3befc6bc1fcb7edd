package dev.outcrop.internal.aws.credentials;

import dev.outcrop.aws.Credentials;
import dev.outcrop.policy.Cancellation;

/** Constant credentials: never blocks. */
public final class FixedCredentials implements StoppableCredentials {
    private final Credentials credentials;

    public FixedCredentials(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public Credentials resolve(Cancellation cancellation) {
        return credentials;
    }

    @Override
    public String toString() {
        return "FixedCredentials";
    }
}
