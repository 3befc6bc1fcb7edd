package dev.outcrop.internal.aws.credentials;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.policy.Cancellation;

/** A provider that a handle stops waiting for, without an interrupt of the thread that waits. */
public interface StoppableCredentials extends CredentialsProvider {
    /**
     * The credentials to use now.
     *
     * @throws dev.outcrop.error.CancelledException if it is cancelled, or the thread interrupted
     */
    Credentials resolve(Cancellation cancellation);

    @Override
    default Credentials resolve() {
        return resolve(new Cancellation());
    }

    /** Any provider, as one of these. */
    static StoppableCredentials of(CredentialsProvider provider) {
        return provider instanceof StoppableCredentials own ? own : new GivenCredentials(provider);
    }
}
