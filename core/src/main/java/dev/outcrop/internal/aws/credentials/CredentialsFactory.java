package dev.outcrop.internal.aws.credentials;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.aws.CredentialsProvider.MfaPrompt;
import dev.outcrop.aws.Environment;
import dev.outcrop.aws.Region;
import dev.outcrop.internal.aws.config.ConfiguredRegion;
import dev.outcrop.internal.aws.config.SharedConfig;
import dev.outcrop.internal.aws.credentials.metadata.ContainerCredentials;
import dev.outcrop.internal.aws.credentials.metadata.InstanceCredentials;
import dev.outcrop.internal.aws.credentials.metadata.InstanceRegion;
import dev.outcrop.internal.aws.credentials.source.CredentialsContext;
import dev.outcrop.internal.aws.credentials.source.CredentialsHttp;
import dev.outcrop.internal.aws.credentials.source.RetryingCredentialsHttp;
import dev.outcrop.internal.aws.credentials.sts.WebIdentityCredentials;
import dev.outcrop.internal.retry.Sleeper;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/** Creates credentials providers that use given connections, or their own. */
public final class CredentialsFactory {
    private final Environment environment;
    private final CredentialsContext means;

    /**
     * @param mfa the prompt for an MFA code; null for none
     */
    public CredentialsFactory(
            Environment environment, CredentialsHttp http, @Nullable MfaPrompt mfa) {
        this(environment, http, Sleeper.REAL, mfa);
    }

    public CredentialsFactory(
            Environment environment, CredentialsHttp http, Sleeper pause, @Nullable MfaPrompt mfa) {
        this.environment = environment;
        this.means =
                new CredentialsContext(environment, new RetryingCredentialsHttp(http, pause), mfa);
    }

    /**
     * Returns a provider of the environment's credentials, from its variables to the instance's
     * role.
     */
    public CredentialsProvider standard() {
        return standard(false);
    }

    /**
     * Returns the same, without Bedrock's API key in the variables, which other services do not
     * accept.
     */
    public CredentialsProvider standardKeys() {
        return standard(true);
    }

    private CredentialsProvider standard(boolean keysOnly) {
        return new StandardCredentials(
                new EnvironmentCredentials(environment, keysOnly), kept(() -> chain(keysOnly)));
    }

    /** Returns a provider of a profile's credentials; credentials in the variables are ignored. */
    public CredentialsProvider profile(String name) {
        var profile = new ProfileCredentials(means, SharedConfig.of(environment, name));
        return kept(new CredentialsChain(profile));
    }

    /** Returns the region; the last source is the EC2 instance of this process. */
    public Region region(SharedConfig config) {
        return ConfiguredRegion.resolve(
                config, looked -> InstanceRegion.find(config, means.asking(), looked));
    }

    private RefreshingCredentials kept(Supplier<Credentials> source) {
        return RefreshingCredentials.of(source, environment);
    }

    private Credentials chain(boolean keysOnly) {
        SharedConfig config = SharedConfig.of(environment, null);
        return new CredentialsChain(
                        new EnvironmentCredentials(environment, keysOnly),
                        new WebIdentityCredentials(means, config),
                        new ProfileCredentials(means, config),
                        new ContainerCredentials(means),
                        new InstanceCredentials(means, config))
                .get();
    }
}
