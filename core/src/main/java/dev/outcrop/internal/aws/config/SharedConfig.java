package dev.outcrop.internal.aws.config;

import dev.outcrop.aws.Environment;
import dev.outcrop.internal.ControlCharacters;
import dev.outcrop.internal.aws.config.ConfigHeader.Kind;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One profile of AWS's <a
 * href="https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html">shared files</a>, {@code
 * ~/.aws/config} and {@code ~/.aws/credentials}, or the files named by {@code AWS_CONFIG_FILE} and
 * {@code AWS_SHARED_CREDENTIALS_FILE}. The files are read once, on first use. Thread-safe.
 *
 * <p>The files are parsed only if one of them mentions the requested property: a broken file does
 * not stop a call that needs nothing from it.
 */
public final class SharedConfig {
    private final Environment environment;
    private final String profile;
    private final boolean named;
    private final @Nullable SharedConfig namedBy;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable ConfigFiles files; // guarded by lock

    private SharedConfig(
            Environment environment,
            String profile,
            boolean named,
            @Nullable SharedConfig namedBy) {
        this.environment = environment;
        this.namedBy = namedBy;
        this.profile = profile;
        this.named = named;
    }

    /**
     * Returns the given profile; if null, the one that {@code AWS_PROFILE} names, or {@code
     * default}.
     */
    public static SharedConfig of(Environment environment, @Nullable String profile) {
        String name = profile != null ? profile : environment.variable("AWS_PROFILE");
        return new SharedConfig(environment, name == null ? "default" : name, name != null, null);
    }

    /** Returns the same profile, to be read again from the current files. */
    public SharedConfig reread() {
        return new SharedConfig(environment, profile, named, namedBy);
    }

    /**
     * Returns another profile of the same files, which should exist, because this one refers to it.
     */
    public SharedConfig withProfile(String name) {
        var other = new SharedConfig(environment, name, true, this);
        other.files = files(); // not shared yet
        return other;
    }

    public Environment environment() {
        return environment;
    }

    /** Returns the name of the profile, unchanged; sanitize it before showing it in a message. */
    public String profile() {
        return profile;
    }

    /** The profile that refers to this one as its source profile; or null. */
    @Nullable SharedConfig namedBy() {
        return namedBy;
    }

    /**
     * Returns a property of the profile, or null.
     *
     * @throws dev.outcrop.error.CredentialsException if a file cannot be read or parsed, or a named
     *     profile is in neither
     */
    public @Nullable String property(String name) {
        return files().mention(name) ? present(properties().get(name)) : null;
    }

    /**
     * Returns a property of a service in the services section that the profile refers to, or null.
     * Source: <a
     * href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">service-specific
     * endpoints</a>.
     *
     * @throws dev.outcrop.error.CredentialsException as for {@link #property}
     */
    public @Nullable String serviceProperty(String service, String name) {
        String section = files().mention(service) ? property("services") : null;
        if (section == null) {
            return null;
        }
        String lines = files().parsed().property(Kind.SERVICES, section, service);
        return present(ConfigSections.subProperty(lines, name));
    }

    /**
     * Returns a property of a section {@code [sso-session …]}, or null.
     *
     * @throws dev.outcrop.error.CredentialsException as for {@link #property}
     */
    public @Nullable String sessionProperty(String session, String name) {
        return present(files().parsed().property(Kind.SSO_SESSION, session, name));
    }

    /**
     * Returns the names of all properties of the profile; empty if it does not exist and was not
     * named.
     *
     * @throws dev.outcrop.error.CredentialsException as for {@link #property}
     */
    public Set<String> propertyNames() {
        return Set.copyOf(properties().keySet());
    }

    /** Describes the profile for a message: {@code profile "dev" (~/.aws/config, …)}. */
    public String describe() {
        return "profile " + ControlCharacters.quoted(profile) + " (" + files().describe() + ")";
    }

    /** All properties of the profile; empty if it does not exist and was not named. */
    private Map<String, String> properties() {
        if (!files().exist() && !named) {
            return Map.of();
        }
        ConfigSections parsed = files().parsed();
        Map<String, String> found = parsed.section(Kind.PROFILE, profile);
        if (found == null && named) {
            throw NoSuchProfile.of(this, parsed.profiles());
        }
        return found == null ? Map.of() : found;
    }

    /**
     * Reads under a lock, not a monitor, so that a virtual thread can leave its carrier while it
     * waits.
     */
    private ConfigFiles files() {
        lock.lock();
        try {
            ConfigFiles read = files;
            if (read == null) {
                read = ConfigFiles.read(environment);
                files = read;
            }
            return read;
        } finally {
            lock.unlock();
        }
    }

    private static @Nullable String present(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    @Override
    public String toString() {
        return "SharedConfig[profile=" + ControlCharacters.quoted(profile) + "]";
    }
}
