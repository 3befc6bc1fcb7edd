package dev.outcrop.aws;

import dev.outcrop.error.CredentialsException;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;

import java.util.List;

/**
 * The role of an EC2 instance. Asked last, because outside of EC2 nothing answers and AWS's
 * provider waits a second or two; {@code AWS_EC2_METADATA_DISABLED} spares that.
 */
final class InstanceCredentials implements CredentialsSource {
    private static final String DISABLED = "AWS_EC2_METADATA_DISABLED";

    private final SharedConfig config;

    InstanceCredentials(SharedConfig config) {
        this.config = config;
    }

    @Override
    public @Nullable Credentials find(List<String> looked) {
        Environment environment = config.environment();
        if (environment.isTrue(DISABLED)) {
            looked.add("EC2 instance (" + DISABLED + ")");
            return null;
        }
        try {
            SharedConfig now = config.anew();
            return AwsIdentity.ask(
                    () -> {
                        var builder =
                                InstanceProfileCredentialsProvider.builder()
                                        .profileFile(now.parsed())
                                        .profileName(now.profile());
                        String url = environment.variable("AWS_EC2_METADATA_SERVICE_ENDPOINT");
                        return (url == null ? builder : builder.endpoint(url)).build();
                    },
                    "EC2 instance's role",
                    "");
        } catch (CredentialsException e) {
            looked.add("EC2 instance (no metadata service answers)");
            return null;
        }
    }
}
