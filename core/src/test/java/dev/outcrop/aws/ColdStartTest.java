package dev.outcrop.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Credentials that are at hand load no class of AWS's and no logging framework: it would cost time.
 */
class ColdStartTest {
    @TempDir Path home;

    @Test
    void keysInTheEnvironmentLoadNoClassOfAws() throws Exception {
        assertThat(
                        loadedFor(
                                Map.of("AWS_ACCESS_KEY_ID", "i", "AWS_SECRET_ACCESS_KEY", "s"),
                                "dev.outcrop.aws.Credentials$AccessKeys"))
                .isEmpty();
    }

    @Test
    void aBearerTokenInTheEnvironmentLoadsNoClassOfAws() throws Exception {
        assertThat(
                        loadedFor(
                                Map.of("AWS_BEARER_TOKEN_BEDROCK", "t"),
                                "dev.outcrop.aws.Credentials$BearerToken"))
                .isEmpty();
    }

    @Test
    void aProfileLoadsNoneEither() throws Exception {
        MadeUp.file(
                home,
                ".aws/credentials",
                "[default]\naws_access_key_id=i\naws_secret_access_key=s\n");

        assertThat(loadedFor(Map.of(), "dev.outcrop.aws.Credentials$AccessKeys")).isEmpty();
    }

    private Iterable<String> loadedFor(Map<String, String> variables, String kind)
            throws Exception {
        try (var classes = new Recording()) {
            Class<?> environments = classes.loadClass("dev.outcrop.aws.Environment");
            Object environment =
                    environments
                            .getMethod("of", Map.class, Path.class, Clock.class)
                            .invoke(null, variables, home, MadeUp.CLOCK);
            Object provider =
                    classes.loadClass("dev.outcrop.AwsCredentials")
                            .getMethod("standard", environments)
                            .invoke(null, environment);
            Class<?> providers = classes.loadClass("dev.outcrop.aws.CredentialsProvider");
            Object found = providers.getMethod("resolve").invoke(provider);
            assertThat(found.getClass().getName()).isEqualTo(kind);
            if (kind.endsWith("BearerToken")) {
                sign(classes, found);
            }
            return classes.ofAws;
        }
    }

    private static void sign(ClassLoader classes, Object bearer) throws Exception {
        Class<?> signers = classes.loadClass("dev.outcrop.internal.aws.signing.RequestSigner");
        Class<?> credentials = classes.loadClass("dev.outcrop.aws.Credentials");
        Class<?> regions = classes.loadClass("dev.outcrop.aws.Region");
        Object region = regions.getMethod("of", String.class).invoke(null, "us-east-1");
        Object signer = signers.getConstructor(Clock.class).newInstance(MadeUp.CLOCK);
        Object added =
                signers.getMethod(
                                "sign",
                                String.class,
                                URI.class,
                                Map.class,
                                byte[].class,
                                credentials,
                                regions,
                                String.class,
                                Duration.class)
                        .invoke(
                                signer,
                                "POST",
                                URI.create("https://host/"),
                                Map.of(),
                                new byte[0],
                                bearer,
                                region,
                                "bedrock",
                                Duration.ZERO);
        assertThat(added).isEqualTo(Map.of("Authorization", "Bearer t"));
    }

    /** Loads everything afresh and remembers what was AWS's. */
    private static final class Recording extends URLClassLoader {
        final ConcurrentSkipListSet<String> ofAws = new ConcurrentSkipListSet<>();

        Recording() throws IOException {
            super(classPath(), ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("software.amazon.") || name.startsWith("org.slf4j.")) {
                ofAws.add(name);
            }
            return super.findClass(name);
        }

        private static URL[] classPath() {
            return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(entry -> url(Path.of(entry)))
                    .toArray(URL[]::new);
        }

        private static URL url(Path path) {
            try {
                return path.toUri().toURL();
            } catch (MalformedURLException e) {
                throw new AssertionError(e);
            }
        }
    }
}
