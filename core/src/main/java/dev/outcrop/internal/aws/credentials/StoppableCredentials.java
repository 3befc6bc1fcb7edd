package dev.outcrop.internal.aws.credentials;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.policy.Cancellation;

/** A provider whose wait can be cancelled by a handle, without interrupting the waiting thread. */
public interface StoppableCredentials extends CredentialsProvider {
    /**
     * Returns the credentials to use now.
     *
     * @throws dev.outcrop.error.CancelledException if it is cancelled, or the thread interrupted
     */
    Credentials resolve(Cancellation cancellation);

    @Override
    default Credentials resolve() {
        return resolve(new Cancellation());
    }

    /** Converts any provider to one of these. */
    static StoppableCredentials of(CredentialsProvider provider) {
        return provider instanceof StoppableCredentials own ? own : new GivenCredentials(provider);
    }
}
