package dev.outcrop.internal.aws.credentials.sts;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.CredentialsProvider.MfaPrompt;
import dev.outcrop.internal.ControlCharacters;
import dev.outcrop.internal.aws.config.SharedConfig;
import dev.outcrop.internal.aws.credentials.source.CredentialsContext;
import dev.outcrop.internal.aws.credentials.source.NoCredentialsError;
import dev.outcrop.internal.aws.credentials.source.Shell;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/** A profile that assumes a role with credentials of another source. */
public final class AssumeRoleCredentials {
    private AssumeRoleCredentials() {}

    public static Credentials of(
            SharedConfig config, String role, Credentials by, CredentialsContext means) {
        String source = "profile " + ControlCharacters.quoted(config.profile());
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("RoleArn", role);
        parameters.put("RoleSessionName", sessionName(config, means));
        put(parameters, "ExternalId", config.property("external_id"));
        put(parameters, "DurationSeconds", config.property("duration_seconds"));
        String serial = config.property("mfa_serial");
        if (serial != null) {
            parameters.put("SerialNumber", serial);
            parameters.put("TokenCode", code(serial, config, source, means));
        }
        return new StsClient(means, config)
                .assumeRole(
                        parameters,
                        by,
                        source,
                        "Check that "
                                + by.source()
                                + " may assume the role "
                                + ControlCharacters.line(role, 200)
                                + ".");
    }

    public static String sessionName(SharedConfig config, CredentialsContext means) {
        String given = config.property("role_session_name");
        return given == null ? "outcrop-" + means.clock().millis() : given;
    }

    private static String code(
            String serial, SharedConfig config, String source, CredentialsContext means) {
        MfaPrompt prompt = means.mfa();
        if (prompt == null) {
            throw NoCredentialsError.because(
                    source,
                    "its role requires an MFA code of the device "
                            + ControlCharacters.line(serial, 200),
                    "Assume the role with the AWS CLI and use its keys: `aws"
                            + " configure export-credentials --profile "
                            + Shell.word(config.profile())
                            + " --format env` (in Java: or set an MfaPrompt)");
        }
        String code = prompt.code(serial, ControlCharacters.line(config.profile(), 200)).strip();
        if (!code.matches("[0-9]{6}")) {
            throw NoCredentialsError.because(source, "an MFA code must have six digits", null);
        }
        return code;
    }

    private static void put(Map<String, String> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }
}
