package dev.outcrop.internal.aws.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.internal.aws.config.ConfigHeader.Kind;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Random files are read as AWS's parser for Java reads them. The known differences:
 *
 * <ol>
 *   <li>Names of properties are the same in any case, as the shared tests and the command line say.
 *   <li>Headers, properties and comments may be indented, names of sections may be quoted, and a
 *       colon may follow the name of a property, as the command line says.
 *   <li>UTF-16, UTF-32 and byte order marks are read.
 *   <li>A property under another one, {@code s3.a}, is no property of the profile.
 *   <li>The text of two errors: a continuation without a property, and a broken sub-property, are
 *       called so, as the shared tests say.
 *   <li>{@code [a#b]} and {@code [profile a;b]} are headers and not errors, and {@code []} names no
 *       profile.
 * </ol>
 */
class ConfigAgainstAwsTest {
    private static final int FILES = 600;

    static IntStream seeds() {
        return IntStream.range(0, FILES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aFileMeansTheSame(int seed) {
        var random = new Random(seed);
        var config = new RandomConfig(random, false);
        var credentials = new RandomConfig(random, true);

        String theirs = theirs(config.strictBytes(), credentials.strictBytes());
        assertThat(ours(config.strictBytes(), credentials.strictBytes()))
                .as(config.strict() + "\n---\n" + credentials.strict())
                .isEqualTo(theirs);
        assertThat(ours(config.lenient(), credentials.lenient()))
                .as(config.strict() + "\n---\n" + credentials.strict())
                .isEqualTo(theirs);
    }

    @Test
    void mostFilesAreWellFormedAndHaveProfiles() {
        long read =
                seeds().filter(
                                seed -> {
                                    var random = new Random(seed);
                                    var config = new RandomConfig(random, false);
                                    var keys = new RandomConfig(random, true);
                                    return theirs(config.strictBytes(), keys.strictBytes())
                                            .contains("={");
                                })
                        .count();

        assertThat(read).isBetween(FILES / 2L, FILES - 60L);
    }

    private static String ours(byte[] config, byte[] credentials) {
        try {
            ConfigSections keys = ConfigParser.parse(ConfigEncoding.decode(credentials), true);
            ConfigSections both = ConfigParser.parse(ConfigEncoding.decode(config), false);
            both.overlay(keys);
            var found = new TreeMap<String, Map<String, String>>();
            for (String name : both.profiles()) {
                found.put(name, sorted(both.section(Kind.PROFILE, name)));
            }
            return found
                    + " "
                    + sorted(both.section(Kind.SSO_SESSION, "x"))
                    + sorted(both.section(Kind.SERVICES, "x"));
        } catch (ConfigSyntaxException e) {
            return String.valueOf(e.getMessage())
                    .replace(
                            "Expected a property definition, found continuation",
                            "Expected a profile definition")
                    .replace("sub-property", "property")
                    .replace("Sub-property", "Property");
        }
    }

    private static String theirs(byte[] config, byte[] credentials) {
        try {
            ProfileFile keys = parsed(credentials, ProfileFile.Type.CREDENTIALS);
            ProfileFile both =
                    ProfileFile.aggregator()
                            .addFile(keys)
                            .addFile(parsed(config, ProfileFile.Type.CONFIGURATION))
                            .build();
            var found = new TreeMap<String, Map<String, String>>();
            both.profiles()
                    .forEach((name, profile) -> found.put(name, sorted(profile.properties())));
            return found + " " + section(both, "sso-session") + section(both, "services");
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage())
                    .replace("a profile or property definition", "a profile definition");
        }
    }

    private static ProfileFile parsed(byte[] file, ProfileFile.Type type) {
        return ProfileFile.builder().content(new ByteArrayInputStream(file)).type(type).build();
    }

    private static String section(ProfileFile file, String kind) {
        return String.valueOf(
                sorted(file.getSection(kind, "x").map(Profile::properties).orElse(null)));
    }

    /** Without the properties that AWS makes of those under another one. */
    private static @Nullable Map<String, String> sorted(@Nullable Map<String, String> properties) {
        if (properties == null) {
            return null;
        }
        var sorted = new TreeMap<>(properties);
        sorted.keySet().removeIf(name -> isUnderAnother(name, properties));
        return sorted;
    }

    private static boolean isUnderAnother(String name, Map<String, String> properties) {
        return properties.keySet().stream().anyMatch(other -> name.startsWith(other + "."));
    }
}
