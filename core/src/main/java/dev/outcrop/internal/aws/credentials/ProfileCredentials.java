package dev.outcrop.internal.aws.credentials;

import dev.outcrop.aws.Credentials;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.internal.ControlCharacters;
import dev.outcrop.internal.aws.config.SharedConfig;
import dev.outcrop.internal.aws.credentials.login.LoginCredentials;
import dev.outcrop.internal.aws.credentials.metadata.ContainerCredentials;
import dev.outcrop.internal.aws.credentials.metadata.InstanceCredentials;
import dev.outcrop.internal.aws.credentials.process.ProcessCredentials;
import dev.outcrop.internal.aws.credentials.source.CredentialsContext;
import dev.outcrop.internal.aws.credentials.source.CredentialsSource;
import dev.outcrop.internal.aws.credentials.source.NoCredentialsError;
import dev.outcrop.internal.aws.credentials.source.Shell;
import dev.outcrop.internal.aws.credentials.sso.SsoCredentials;
import dev.outcrop.internal.aws.credentials.sts.AssumeRoleCredentials;
import dev.outcrop.internal.aws.credentials.sts.WebIdentityCredentials;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Credentials of a profile of any kind. If it has settings of several kinds, the first of these
 * applies: web identity, IAM Identity Center, a role, {@code aws login}, a program, keys; as in
 * AWS's SDK for Java. A profile that is the source of a role uses its keys, if it has both, and
 * ignores its other settings; as in AWS's shared tests. The files are read each time.
 */
final class ProfileCredentials implements CredentialsSource {
    private static final String ID = "aws_access_key_id";
    private static final String SECRET = "aws_secret_access_key";
    private static final String PROCESS = "credential_process";
    private static final String LOGIN = "login_session";
    private static final String ROLE = "role_arn";
    private static final String TOKEN_FILE = "web_identity_token_file";

    /** A profile with none of these has no credentials; it may have a region. */
    private static final Set<String> KINDS =
            Set.of(
                    ID,
                    SECRET,
                    PROCESS,
                    "credential_source",
                    LOGIN,
                    ROLE,
                    "sso_account_id",
                    "sso_session",
                    "sso_start_url",
                    TOKEN_FILE);

    private final CredentialsContext means;
    private final SharedConfig config;

    ProfileCredentials(CredentialsContext means, SharedConfig config) {
        this.means = means;
        this.config = config;
    }

    @Override
    public @Nullable Credentials find(List<String> looked) {
        SharedConfig now = config.reread();
        Set<String> properties = now.propertyNames();
        if (properties.stream().noneMatch(KINDS::contains)) {
            looked.add(now.describe() + (properties.isEmpty() ? "" : ", without credentials"));
            return null;
        }
        return of(now, new ArrayList<>());
    }

    /**
     * @param takers the profiles that assume a role with this one's credentials
     */
    private Credentials of(SharedConfig profile, List<String> takers) {
        Set<String> properties = profile.propertyNames();
        String role = profile.property(ROLE);
        if (!takers.isEmpty() && profile.property(ID) != null && profile.property(SECRET) != null) {
            return keys(profile);
        }
        String tokenFile = profile.property(TOKEN_FILE);
        if (tokenFile != null) {
            if (role == null) {
                throw broken(profile, "web_identity_token_file requires role_arn");
            }
            return WebIdentityCredentials.of(
                    tokenFile,
                    role,
                    AssumeRoleCredentials.sessionName(profile, means),
                    source(profile),
                    profile,
                    means);
        }
        if (properties.stream().anyMatch(name -> name.startsWith("sso_"))) {
            return SsoCredentials.of(profile, means);
        }
        if (role != null) {
            return AssumeRoleCredentials.of(profile, role, taker(profile, takers), means);
        }
        String program = profile.property(PROCESS);
        String session = profile.property(LOGIN);
        if (session != null && program == null) {
            return LoginCredentials.of(profile, session, means);
        }
        return program == null ? keys(profile) : ProcessCredentials.shell(program, source(profile));
    }

    /** The credentials that assume the role. */
    private Credentials taker(SharedConfig profile, List<String> takers) {
        String source = profile.property("source_profile");
        String named = profile.property("credential_source");
        if ((source == null) == (named == null)) {
            throw broken(profile, "role_arn requires either source_profile or credential_source");
        }
        if (named != null) {
            return named(profile, named);
        }
        String name = String.valueOf(source);
        if (name.equals(profile.profile())) {
            return keys(profile);
        }
        takers.add(profile.profile());
        if (takers.contains(name)) {
            throw broken(
                    profile,
                    "the chain of source_profile is circular: " + String.join(", ", takers));
        }
        return of(profile.withProfile(name), takers);
    }

    private Credentials named(SharedConfig profile, String name) {
        CredentialsSource source =
                switch (name) {
                    case "Environment" -> new EnvironmentCredentials(means.environment());
                    case "Ec2InstanceMetadata" -> new InstanceCredentials(means, profile);
                    case "EcsContainer" -> new ContainerCredentials(means);
                    default ->
                            throw broken(
                                    profile,
                                    "its credential_source must be Environment,"
                                            + " Ec2InstanceMetadata or EcsContainer");
                };
        var looked = new ArrayList<String>();
        Credentials found = source.find(looked);
        return switch (found) {
            case null ->
                    throw broken(
                            profile,
                            "its credential_source has no credentials: "
                                    + String.join("; ", looked));
            case Credentials.AccessKeys keys -> keys;
            case Credentials.BearerToken bearer ->
                    throw broken(profile, "a role cannot be assumed with " + bearer.source());
        };
    }

    private static Credentials keys(SharedConfig profile) {
        String id = profile.property(ID);
        String secret = profile.property(SECRET);
        if (id == null || secret == null) {
            throw broken(
                    profile,
                    id == null && secret == null
                            ? "it has no credentials"
                            : (id == null ? ID : SECRET) + " is missing");
        }
        try {
            return new Credentials.AccessKeys(
                    id, secret, profile.property("aws_session_token"), null, source(profile));
        } catch (IllegalArgumentException e) {
            throw broken(profile, String.valueOf(e.getMessage()).replaceFirst("\\.$", ""));
        }
    }

    private static CredentialsException broken(SharedConfig profile, String why) {
        return NoCredentialsError.because(
                source(profile),
                ControlCharacters.line(why, 400),
                "Correct it in ~/.aws/config or ~/.aws/credentials, then check"
                        + " it with `aws sts get-caller-identity --profile "
                        + Shell.word(profile.profile())
                        + "`.");
    }

    private static String source(SharedConfig profile) {
        return "profile " + ControlCharacters.quoted(profile.profile());
    }
}
