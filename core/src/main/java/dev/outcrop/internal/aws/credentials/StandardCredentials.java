package dev.outcrop.internal.aws.credentials;

import dev.outcrop.aws.Credentials;
import dev.outcrop.policy.Cancellation;

import java.util.ArrayList;

/**
 * Credentials of the environment. Its variables are read each time, which is cheap; those of other
 * sources are cached and renewed, and their classes are loaded if the variables contain none.
 */
final class StandardCredentials implements StoppableCredentials {
    private final EnvironmentCredentials variables;
    private final StoppableCredentials rest;

    StandardCredentials(EnvironmentCredentials variables, StoppableCredentials rest) {
        this.variables = variables;
        this.rest = rest;
    }

    @Override
    public Credentials resolve(Cancellation cancellation) {
        Credentials atHand = variables.find(new ArrayList<>());
        return atHand != null ? atHand : rest.resolve(cancellation);
    }

    @Override
    public void refused(Credentials expired) {
        rest.refused(expired);
    }

    @Override
    public String toString() {
        return "StandardCredentials";
    }
}
