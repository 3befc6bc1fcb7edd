package dev.outcrop.aws;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;

import java.util.List;

/** The role of an ECS task or EKS pod, where the variables of one are set. */
final class ContainerCredentials implements CredentialsSource {
    private final Environment environment;

    ContainerCredentials(Environment environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable Credentials find(List<String> looked) {
        if (environment.variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") == null
                && environment.variable("AWS_CONTAINER_CREDENTIALS_FULL_URI") == null) {
            looked.add("container (none)");
            return null;
        }
        return AwsIdentity.ask(
                () -> ContainerCredentialsProvider.builder().build(),
                "container's role",
                "Look at the role of the task or pod.");
    }
}
