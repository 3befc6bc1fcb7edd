package dev.outcrop.aws;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One profile of AWS's <a
 * href="https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html">shared files</a>, {@code
 * ~/.aws/config} and {@code ~/.aws/credentials}, or where {@code AWS_CONFIG_FILE} and {@code
 * AWS_SHARED_CREDENTIALS_FILE} say, as it was when first asked. Thread-safe.
 *
 * <p>AWS's parser does the reading; its classes are loaded only if a file mentions what is asked
 * for.
 */
public final class SharedConfig {
    private final Environment environment;
    private final String profile;
    private final boolean named;
    private @Nullable ConfigFiles files; // guarded by this

    private SharedConfig(Environment environment, String profile, boolean named) {
        this.environment = environment;
        this.profile = profile;
        this.named = named;
    }

    /** The given profile, or where null the one that {@code AWS_PROFILE} names, or default. */
    public static SharedConfig of(Environment environment, @Nullable String profile) {
        String name = profile != null ? profile : environment.variable("AWS_PROFILE");
        return new SharedConfig(environment, name == null ? "default" : name, name != null);
    }

    /** The same profile, to be read from the files as they are now. */
    public SharedConfig reread() {
        return new SharedConfig(environment, profile, named);
    }

    /** Another profile of the same files, which should exist. */
    public SharedConfig withProfile(String name) {
        var other = new SharedConfig(environment, name, true);
        other.files = files();
        return other;
    }

    public Environment environment() {
        return environment;
    }

    /** The name of the profile. */
    public String profile() {
        return profile;
    }

    /**
     * A property of the profile, or null.
     *
     * @throws dev.outcrop.error.CredentialsException if a file cannot be read or parsed, or a named
     *     profile is in neither
     */
    public @Nullable String property(String name) {
        return files().mention(name) ? present(properties().get(name)) : null;
    }

    /**
     * A property of a service in the section of services that the profile refers to, or null.
     * Source: <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">
     * service-specific endpoints</a>.
     *
     * @throws dev.outcrop.error.CredentialsException as for {@link #property}
     */
    public @Nullable String serviceProperty(String service, String name) {
        String section = files().mention(service) ? property("services") : null;
        if (section == null) {
            return null;
        }
        Optional<String> value =
                parsed().getSection("services", section)
                        .flatMap(found -> found.property(service + "." + name));
        return present(value.orElse(null));
    }

    /**
     * A property of a section {@code [sso-session …]}, or null.
     *
     * @throws dev.outcrop.error.CredentialsException as for {@link #property}
     */
    public @Nullable String sessionProperty(String session, String name) {
        Optional<String> value =
                parsed().getSection("sso-session", session).flatMap(found -> found.property(name));
        return present(value.orElse(null));
    }

    /**
     * The names of all properties of the profile; none if it does not exist and nobody named it.
     *
     * @throws dev.outcrop.error.CredentialsException as for {@link #property}
     */
    public Set<String> propertyNames() {
        return Set.copyOf(properties().keySet());
    }

    /** How the place reads in a message: {@code profile "dev" (~/.aws/config, …)}. */
    public String describe() {
        return "profile \"" + profile + "\" (" + files().describe() + ")";
    }

    /** All properties of the profile; none if it does not exist and nobody named it. */
    private Map<String, String> properties() {
        if (!files().exist() && !named) {
            return Map.of();
        }
        Optional<Profile> found = parsed().profile(profile);
        if (found.isEmpty() && named) {
            throw NoSuchProfile.of(this, List.copyOf(parsed().profiles().keySet()));
        }
        return found.map(Profile::properties).orElse(Map.of());
    }

    /** Both files, merged as AWS does: the credentials file wins. */
    private ProfileFile parsed() {
        return files().parsed();
    }

    private synchronized ConfigFiles files() {
        if (files == null) {
            files = ConfigFiles.read(environment);
        }
        return files;
    }

    private static @Nullable String present(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    @Override
    public String toString() {
        return "SharedConfig[profile=" + profile + "]";
    }
}
