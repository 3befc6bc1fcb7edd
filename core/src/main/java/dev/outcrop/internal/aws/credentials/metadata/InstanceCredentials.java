package dev.outcrop.internal.aws.credentials.metadata;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.Credentials.AccessKeys;
import dev.outcrop.internal.ControlCharacters;
import dev.outcrop.internal.aws.config.SharedConfig;
import dev.outcrop.internal.aws.credentials.metadata.InstanceMetadata.Unusable;
import dev.outcrop.internal.aws.credentials.source.CredentialsContext;
import dev.outcrop.internal.aws.credentials.source.CredentialsSource;
import dev.outcrop.internal.aws.credentials.source.TemporaryKeysJson;
import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The role of an EC2 instance. The last source, because outside of EC2 the service does not
 * respond; {@code AWS_EC2_METADATA_DISABLED} avoids the wait of a second.
 */
public final class InstanceCredentials implements CredentialsSource {
    private static final String SOURCE = "EC2 instance role";
    private static final String ROLES = "/latest/meta-data/iam/security-credentials/";

    /**
     * While EC2 cannot renew keys, it returns the old ones, and AWS's services still accept them.
     */
    private static final Duration EXTENSION = Duration.ofMinutes(15);

    private final CredentialsContext means;
    private final SharedConfig config;

    public InstanceCredentials(CredentialsContext means, SharedConfig config) {
        this.means = means;
        this.config = config;
    }

    @Override
    public @Nullable Credentials find(List<String> looked) {
        var metadata = new InstanceMetadata(config.reread(), means.asking());
        if (metadata.isDisabled()) {
            looked.add("EC2 instance (" + InstanceMetadata.DISABLED + ")");
            return null;
        }
        try {
            return read(metadata.begin(), looked);
        } catch (IOException | IllegalArgumentException e) {
            // This source was not selected explicitly: the message lists it with all others.
            looked.add("EC2 instance (" + InstanceMetadata.reason(e) + ")");
            return null;
        }
    }

    private @Nullable Credentials read(InstanceMetadata.Session session, List<String> looked)
            throws IOException {
        String roles = session.get(ROLES);
        if (roles == null || roles.isBlank()) {
            looked.add("EC2 instance (no role)");
            return null;
        }
        String role = roles.strip().lines().findFirst().orElseThrow().strip();
        if (!role.matches("[A-Za-z0-9_+=,.@-]+") || role.matches("[.]+")) {
            throw new Unusable("the name of its role is invalid", null);
        }
        Json.Obj json = session.json(ROLES + role);
        String code = json.string("Code");
        if (code != null && !code.equals("Success")) {
            throw new Unusable(
                    "the metadata service returned the code "
                            + ControlCharacters.line(session.shown(code), 100),
                    null);
        }
        return alive(TemporaryKeysJson.read(json, "Token", SOURCE));
    }

    private AccessKeys alive(AccessKeys keys) {
        Instant now = means.clock().instant();
        return keys.isExpired(now)
                ? new AccessKeys(
                        keys.accessKeyId(),
                        keys.secretAccessKey(),
                        keys.sessionToken(),
                        now.plus(EXTENSION),
                        SOURCE)
                : keys;
    }
}
