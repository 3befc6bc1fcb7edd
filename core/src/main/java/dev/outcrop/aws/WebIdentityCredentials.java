package dev.outcrop.aws;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;

import java.nio.file.Path;
import java.util.List;

/** A role that a token in a file stands for, as in Kubernetes. */
final class WebIdentityCredentials implements CredentialsSource {
    private static final String TOKEN_FILE = "AWS_WEB_IDENTITY_TOKEN_FILE";

    private final Environment environment;

    WebIdentityCredentials(Environment environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable Credentials find(List<String> looked) {
        String file = environment.variable(TOKEN_FILE);
        String role = environment.variable("AWS_ROLE_ARN");
        if (file == null || role == null) {
            looked.add("web identity (no " + environment.missing(TOKEN_FILE) + ")");
            return null;
        }
        return AwsIdentity.ask(
                () -> {
                    var builder =
                            WebIdentityTokenFileCredentialsProvider.builder()
                                    .webIdentityTokenFile(Path.of(file))
                                    .roleArn(role);
                    String session = environment.variable("AWS_ROLE_SESSION_NAME");
                    return (session == null ? builder : builder.roleSessionName(session)).build();
                },
                "web identity (" + TOKEN_FILE + ")",
                "Look whether the file exists and the role trusts its issuer.");
    }
}
