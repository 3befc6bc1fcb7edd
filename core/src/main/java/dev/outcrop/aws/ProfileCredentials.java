package dev.outcrop.aws;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Credentials of a profile, of whatever kind AWS's own provider understands. */
final class ProfileCredentials implements CredentialsSource {
    /** A profile with none of these says nothing about credentials; it may say a region. */
    private static final Set<String> KINDS =
            Set.of(
                    "aws_access_key_id",
                    "aws_secret_access_key",
                    "credential_process",
                    "credential_source",
                    "login_session",
                    "role_arn",
                    "sso_account_id",
                    "sso_session",
                    "sso_start_url",
                    "web_identity_token_file");

    private final SharedConfig config;

    ProfileCredentials(SharedConfig config) {
        this.config = config;
    }

    @Override
    public @Nullable Credentials find(List<String> looked) {
        SharedConfig now = config.anew();
        Map<String, String> properties = now.properties();
        if (properties.keySet().stream().noneMatch(KINDS::contains)) {
            looked.add(now.describe() + (properties.isEmpty() ? "" : ", which has no credentials"));
            return null;
        }
        return AwsIdentity.ask(
                () ->
                        ProfileCredentialsProvider.builder()
                                .profileFile(now.parsed())
                                .profileName(now.profile())
                                .build(),
                "profile \"" + now.profile() + "\"",
                remedy(properties, now.profile()));
    }

    private static String remedy(Map<String, String> properties, String profile) {
        if (properties.containsKey("sso_session") || properties.containsKey("sso_start_url")) {
            return "Sign in again with `aws sso login --profile " + profile + "`.";
        }
        if (properties.containsKey("login_session")) {
            return "Sign in again with `aws login --profile " + profile + "`.";
        }
        return "`aws sts get-caller-identity --profile " + profile + "` shows whether it works.";
    }
}
