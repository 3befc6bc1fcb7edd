package dev.outcrop.internal.aws.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.Region;
import dev.outcrop.aws.SharedVectors;
import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * AWS's suite for Signature Version 4. It leaves {@code x-amz-content-sha256} out of most requests,
 * which AWS's signer always adds and signs. So the suite proves the reference signer, case by case;
 * and the reference signer, given that header, says what ours must make of each request.
 */
class SigningVectorsTest {
    private static final Pattern HEADER_END = Pattern.compile("\n\n");

    @TestFactory
    Stream<DynamicTest> theReferenceSignerAgreesWithTheSuite() throws IOException {
        return cases().stream()
                .map(
                        one ->
                                dynamicTest(
                                        one.name(),
                                        () -> {
                                            ReferenceSigner reference = one.asInTheSuite();
                                            assertThat(reference.canonicalRequest())
                                                    .isEqualTo(
                                                            one.file("header-canonical-request"));
                                            assertThat(one.authorization(reference))
                                                    .endsWith(
                                                            "Signature="
                                                                    + one.file("header-signature"));
                                        }));
    }

    @TestFactory
    Stream<DynamicTest> oursAgreesWithTheReferenceSigner() throws IOException {
        return cases().stream()
                .filter(Case::isForUs)
                .map(
                        one ->
                                dynamicTest(
                                        one.name(),
                                        () -> {
                                            Map<String, String> added = one.sign();
                                            assertThat(added)
                                                    .containsEntry(
                                                            "Authorization",
                                                            one.authorization(one.with(added)));
                                            if (one.signsBody()) {
                                                assertThat(added.get("Authorization"))
                                                        .endsWith(one.file("header-signature"));
                                            }
                                        }));
    }

    @Test
    void onlySpacesInPathsAndPathsLeftAsTheyAreAreNotForUs() throws IOException {
        assertThat(cases()).hasSize(38);
        assertThat(cases().stream().filter(one -> !one.isForUs()).map(Case::name))
                .containsExactly(
                        "get-relative-relative-unnormalized",
                        "get-relative-unnormalized",
                        "get-slash-dot-slash-unnormalized",
                        "get-slash-pointless-dot-unnormalized",
                        "get-slash-unnormalized",
                        "get-slashes-unnormalized",
                        "get-space-normalized",
                        "get-space-unnormalized");
    }

    private static List<Case> cases() throws IOException {
        try (var folders = Files.list(SharedVectors.at("sigv4"))) {
            return folders.filter(Files::isDirectory).sorted().map(Case::new).toList();
        }
    }

    private record Case(Path folder) {
        String name() {
            return folder.getFileName().toString();
        }

        String file(String name) throws IOException {
            return Files.readString(folder.resolve(name + ".txt"));
        }

        boolean isForUs() {
            return normalizes() && !target().contains(" ");
        }

        private boolean normalizes() {
            return isTrue("normalize");
        }

        boolean signsBody() {
            return isTrue("sign_body");
        }

        ReferenceSigner asInTheSuite() throws Exception {
            var headers = headers();
            headers.put("X-Amz-Date", date());
            String token = credentials().sessionToken();
            if (token != null && !isTrue("omit_session_token")) {
                headers.put("X-Amz-Security-Token", token);
            }
            if (signsBody()) {
                headers.put("x-amz-content-sha256", ReferenceSigner.sha256(body()));
            }
            return reference(headers);
        }

        /** With the headers that ours added. */
        ReferenceSigner with(Map<String, String> added) throws Exception {
            var headers = headers();
            headers.putAll(added);
            headers.remove("Authorization");
            return reference(headers);
        }

        private ReferenceSigner reference(Map<String, String> headers) throws Exception {
            String[] target = target().split("\\?", 2);
            String query = target.length > 1 ? target[1] : "";
            return new ReferenceSigner(
                    method(),
                    target[0],
                    query,
                    headers,
                    ReferenceSigner.sha256(body()),
                    normalizes());
        }

        String authorization(ReferenceSigner reference) throws Exception {
            var keys = credentials();
            return reference.authorization(
                    keys.accessKeyId(),
                    keys.secretAccessKey(),
                    text(context(), "region"),
                    text(context(), "service"));
        }

        Map<String, String> sign() {
            Clock clock = Clock.fixed(Instant.parse(text(context(), "timestamp")), ZoneOffset.UTC);
            return new RequestSigner(clock)
                    .sign(
                            method(),
                            URI.create("https://" + headers().get("Host") + target()),
                            headers(),
                            body(),
                            credentials(),
                            Region.of(text(context(), "region")),
                            text(context(), "service"),
                            Duration.ZERO);
        }

        private String date() {
            return text(context(), "timestamp").replaceAll("[-:]", "");
        }

        private Credentials.AccessKeys credentials() {
            Json.Obj given = context().object("credentials");
            return new Credentials.AccessKeys(
                    text(given, "access_key_id"),
                    text(given, "secret_access_key"),
                    given.string("token"),
                    null,
                    "suite");
        }

        private String method() {
            return request().substring(0, request().indexOf(' '));
        }

        private String target() {
            String line = request().lines().findFirst().orElseThrow();
            return line.substring(line.indexOf(' ') + 1, line.lastIndexOf(' '));
        }

        /** Names given twice are one header with both values, folded lines are one line. */
        private Map<String, String> headers() {
            var headers = new LinkedHashMap<String, String>();
            String head = HEADER_END.split(request(), 2)[0].replaceAll("\n[ \t]+", " ");
            head.lines()
                    .skip(1)
                    .forEach(
                            line -> {
                                int colon = line.indexOf(':');
                                headers.merge(
                                        line.substring(0, colon),
                                        line.substring(colon + 1).strip(),
                                        (one, other) -> one + "," + other);
                            });
            return headers;
        }

        private byte[] body() {
            String[] parts = HEADER_END.split(request(), 2);
            return parts.length < 2 ? new byte[0] : parts[1].getBytes(UTF_8);
        }

        private String request() {
            return read("request.txt");
        }

        private Json.Obj context() {
            return (Json.Obj) Json.parse(read("context.json"));
        }

        private String read(String name) {
            try {
                return Files.readString(folder.resolve(name));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        private boolean isTrue(String name) {
            return context().get(name) instanceof Json.Bool(boolean value) && value;
        }

        private static String text(Json.Obj object, String name) {
            @Nullable String value = object.string(name);
            if (value == null) {
                throw new AssertionError("no " + name);
            }
            return value;
        }
    }
}
