package dev.outcrop.internal.aws.credentials.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.Shared;
import dev.outcrop.aws.Credentials.AccessKeys;
import dev.outcrop.aws.Environment;
import dev.outcrop.aws.SharedVectors;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.internal.aws.credentials.CredentialsFactory;
import dev.outcrop.internal.aws.credentials.source.CredentialsHttp;
import dev.outcrop.internal.aws.credentials.source.ServiceErrorText;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonWriter;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The sessions of {@code aws login} that AWS's SDKs share. */
class LoginVectorsTest {
    private static final Instant NOW = Instant.parse("2025-11-19T00:00:00Z");

    @TempDir Path folder;
    private int number;

    @TestFactory
    Stream<DynamicTest> aSessionIsReadAndRenewedAsAwsSays() throws Exception {
        String text =
                Files.readString(
                        SharedVectors.at("aws-config/aws-config/login-provider-test-cases.json"));
        List<Json> tests = ((Json.Arr) Json.parse(text)).elements();
        assertThat(tests).hasSize(8);
        return tests.stream()
                .map(Json.Obj.class::cast)
                .map(
                        test ->
                                DynamicTest.dynamicTest(
                                        Objects.requireNonNull(test.string("documentation")),
                                        () -> check(test)));
    }

    private void check(Json.Obj test) throws Exception {
        Path home = folder.resolve("home" + number++);
        Path cache = Files.createDirectories(home.resolve(".aws/login/cache"));
        Files.writeString(home.resolve(".aws/config"), test.string("configContents"));
        for (Map.Entry<String, Json> file : test.object("cacheContents").members().entrySet()) {
            byte[] text = JsonWriter.bytes(json -> json.value(file.getValue()));
            Files.write(cache.resolve(file.getKey()), text);
        }
        var calls = new ArrayList<>(test.array("mockApiCalls"));
        var sources =
                new CredentialsFactory(
                        Environment.of(Map.of(), home, Clock.fixed(NOW, ZoneOffset.UTC)),
                        ask -> answer(ask, (Json.Obj) calls.removeFirst()),
                        (wait, cancellation) -> {},
                        null);

        for (Json each : test.array("outcomes")) {
            Json.Obj outcome = (Json.Obj) each;
            switch (String.valueOf(outcome.string("result"))) {
                case "error" ->
                        assertThatThrownBy(sources.profile("signin")::resolve)
                                .isInstanceOf(CredentialsException.class)
                                .hasMessageContaining("`aws login --profile signin`");
                case "credentials" -> {
                    AccessKeys keys = (AccessKeys) sources.profile("signin").resolve();
                    assertThat(keys.accessKeyId()).isEqualTo(outcome.string("accessKeyId"));
                    assertThat(keys.secretAccessKey()).isEqualTo(outcome.string("secretAccessKey"));
                    assertThat(keys.sessionToken()).isEqualTo(outcome.string("sessionToken"));
                    assertThat(keys.expires()).isEqualTo(outcome.string("expiresAt"));
                }
                default -> {
                    for (Path file : Shared.files(cache)) {
                        assertThat(Json.parse(Files.readString(file)))
                                .isEqualTo(outcome.object(file.getFileName().toString()));
                    }
                }
            }
        }
        assertThat(calls).isEmpty();
    }

    private static CredentialsHttp.Answer answer(CredentialsHttp.Ask ask, Json.Obj call) {
        assertThat(ask.uri()).hasToString("https://us-east-1.signin.aws.amazon.com/v1/token");
        assertThat(ServiceErrorText.object(ask.body()))
                .isEqualTo(call.object("request").object("tokenInput"));
        int status = (int) call.integer("responseCode", 200);
        byte[] body =
                JsonWriter.bytes(json -> json.value(call.object("response").object("tokenOutput")));
        return new CredentialsHttp.Answer(status, status == 200 ? body : "{}".getBytes(UTF_8));
    }
}
