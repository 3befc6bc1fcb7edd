package dev.outcrop.aws;

import java.util.ArrayList;

/**
 * What the environment offers. Its variables are read each time, which costs nothing; what lies
 * behind them is kept and renewed, and its classes are loaded when the variables have nothing.
 */
final class StandardCredentials implements CredentialsProvider {
    private final EnvironmentCredentials variables;
    private final CredentialsProvider rest;

    StandardCredentials(Environment environment) {
        variables = new EnvironmentCredentials(environment);
        rest = RefreshingCredentials.of(() -> chain(environment).get(), environment);
    }

    private Chain chain(Environment environment) {
        SharedConfig config = SharedConfig.of(environment, null);
        return new Chain(
                variables,
                new WebIdentityCredentials(environment),
                new ProfileCredentials(config),
                new ContainerCredentials(environment),
                new InstanceCredentials(config));
    }

    @Override
    public Credentials resolve() {
        Credentials atHand = variables.find(new ArrayList<>());
        return atHand != null ? atHand : rest.resolve();
    }

    @Override
    public void refused(Credentials expired) {
        rest.refused(expired);
    }
}
