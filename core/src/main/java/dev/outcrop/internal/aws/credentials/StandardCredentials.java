package dev.outcrop.internal.aws.credentials;

import dev.outcrop.aws.Credentials;
import dev.outcrop.policy.Cancellation;

import java.util.ArrayList;

/**
 * What the environment offers. Its variables are read each time, which costs nothing; what lies
 * behind them is kept and renewed, and its classes are loaded when the variables have nothing.
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
