package dev.outcrop.checks;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The build plants keys and tokens in the environment of all tests. They are nowhere in what the
 * tests of any module printed, logged, threw or kept. This module's tests run last.
 */
class CanaryTest {
    private static final List<String> PLANTED =
            List.of(
                    "AWS_ACCESS_KEY_ID",
                    "AWS_SECRET_ACCESS_KEY",
                    "AWS_SESSION_TOKEN",
                    "AWS_BEARER_TOKEN_BEDROCK");

    @Test
    void noPlantedSecretIsInWhatTheTestsLeftBehind() throws Exception {
        List<Path> left = leftBehind();
        if (left.isEmpty()) {
            System.out.println("canary: no other module's tests have run");
            Assumptions.abort();
        }
        var found = new ArrayList<String>();
        for (Path file : left) {
            for (String name : secretsIn(file)) {
                found.add(name + " in " + SourceFiles.root().relativize(file));
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void theCheckFindsWhatIsThere() throws Exception {
        String secret = planted().get("AWS_SECRET_ACCESS_KEY");
        Path folder = Files.createTempDirectory("canary");
        try {
            for (String spelling : spellings(secret)) {
                Path file = Files.writeString(folder.resolve("text.log"), "x" + spelling + "x");
                assertThat(secretsIn(file)).containsExactly("AWS_SECRET_ACCESS_KEY");
            }
            Path clean = Files.writeString(folder.resolve("text.log"), "cAnArY");
            assertThat(secretsIn(clean)).isEmpty();
        } finally {
            Files.delete(folder.resolve("text.log"));
            Files.delete(folder);
        }
    }

    /** What a module's tests printed, logged and kept, and the exceptions that were made. */
    private static List<Path> leftBehind() throws IOException {
        var files = new ArrayList<Path>();
        try (var modules = Files.list(SourceFiles.root())) {
            for (Path module : modules.filter(Files::isDirectory).toList()) {
                Path target = module.resolve("target");
                if (module.endsWith("checks") || !Files.isDirectory(target)) {
                    continue;
                }
                try (var all = Files.walk(target)) {
                    all.filter(Files::isRegularFile)
                            .filter(file -> isKept(target.relativize(file)))
                            .forEach(files::add);
                }
            }
        }
        return files;
    }

    private static boolean isKept(Path file) {
        String first = file.getName(0).toString();
        return first.equals("surefire-reports") || first.startsWith("canary");
    }

    private static List<String> secretsIn(Path file) throws IOException {
        String text =
                file.toString().endsWith(".jfr")
                        ? exceptions(file)
                        : new String(Files.readAllBytes(file), ISO_8859_1);
        var found = new ArrayList<String>();
        planted()
                .forEach(
                        (name, secret) -> {
                            if (spellings(secret).stream().anyMatch(text::contains)) {
                                found.add(name);
                            }
                        });
        return found;
    }

    private static String exceptions(Path recording) throws IOException {
        var text = new StringBuilder();
        try (var events = new RecordingFile(recording)) {
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                if (event.hasField("message")) {
                    text.append(event.getString("message")).append('\n');
                }
            }
        }
        return text.toString();
    }

    private static Map<String, String> planted() {
        var planted = new LinkedHashMap<String, String>();
        for (String name : PLANTED) {
            planted.put(
                    name, Objects.requireNonNull(System.getenv(name), name + " is not planted"));
        }
        return planted;
    }

    /** As it is, and as it stands in a URL, in JSON, in Base64 and in XML. */
    private static List<String> spellings(String secret) {
        return List.of(
                secret,
                URLEncoder.encode(secret, UTF_8),
                secret.replace("/", "\\/"),
                secret.replace("=", "\\u003d"),
                Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(UTF_8)));
    }
}
