package dev.outcrop.internal.aws.credentials.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.aws.Environment;
import dev.outcrop.aws.SharedVectors;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.internal.aws.credentials.CredentialsFactory;
import dev.outcrop.internal.aws.credentials.source.CredentialsHttp;
import dev.outcrop.json.Json;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The profiles with roles that AWS's SDKs share: who is asked for which role, and with what. */
class AssumeRoleVectorsTest {
    /** What our error says, by the words of theirs. */
    private static final Map<String, String> ERRORS =
            Map.ofEntries(
                    Map.entry(
                            "profile must contain `source_profile`",
                            "source_profile or credential_source"),
                    Map.entry(
                            "profile contained both source_profile and credential_source",
                            "either source_profile or credential_source"),
                    Map.entry(
                            "profile missing aws_secret_access_key",
                            "aws_secret_access_key is missing"),
                    Map.entry("profile missing aws_access_key_id", "aws_access_key_id is missing"),
                    Map.entry(
                            "profile `B` did not contain credential information",
                            "\"B\": it has no credentials"),
                    Map.entry(
                            "profile `A` did not contain credential information", "profile \"A\""),
                    Map.entry(
                            "could not find source profile B referenced from A",
                            "Could not find profile \"B\""),
                    Map.entry("No profiles were defined", "Could not find profile \"A\""),
                    Map.entry(
                            "profile formed an infinite loop",
                            "the chain of source_profile is circular: A, B"),
                    Map.entry("`role_arn` was missing", "requires role_arn"),
                    Map.entry(
                            "if `sso_role_name` is set, then `sso_account_id` must also be set",
                            "sso_account_id"),
                    Map.entry(
                            "if `sso_account_id` is set, then `sso_role_name` must also be set",
                            "sso_role_name"),
                    Map.entry(
                            "`sso_region` can only be specified in the [sso-session] config when a"
                                    + " session name is given",
                            "sso_region"),
                    Map.entry(
                            "sso-session named `oops` (referenced by profile `A`) was not found",
                            "[sso-session oops]"));

    @TempDir Path folder;
    private int number;

    @TestFactory
    Stream<DynamicTest> theRolesOfAProfileAreTakenAsAwsSays() throws IOException {
        String text =
                Files.readString(SharedVectors.at("aws-config/aws-config/assume-role-tests.json"));
        List<Json> tests = ((Json.Arr) Json.parse(text)).elements();
        assertThat(tests).hasSizeGreaterThan(25);
        return tests.stream()
                .map(Json.Obj.class::cast)
                .map(
                        test ->
                                DynamicTest.dynamicTest(
                                        Objects.requireNonNull(test.string("docs")),
                                        () -> check(test)));
    }

    private void check(Json.Obj test) throws Exception {
        Path home = Files.createDirectories(folder.resolve("home" + number++));
        Path token = Files.writeString(home.resolve("token.jwt"), "web-token");
        Json.Obj input = test.object("input");
        Path config = Files.createDirectories(home.resolve(".aws")).resolve("config");
        Files.writeString(
                config, text(input).replace("/var/token.jwt", token.toString().replace('\\', '/')));
        signIn(home, "https://foo.bar");
        var steps = new ArrayList<String>();
        var sources =
                new CredentialsFactory(
                        Environment.of(
                                Map.of("AWS_REGION", "us-east-1"),
                                home,
                                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)),
                        ask -> answer(ask, steps),
                        (wait, cancellation) -> {},
                        null);
        var provider = sources.profile(Objects.requireNonNull(input.string("selected_profile")));

        String error = test.object("output").string("Error");
        List<Json> chain = test.object("output").array("ProfileChain");
        if (error != null) {
            assertThatThrownBy(provider::resolve)
                    .isInstanceOf(CredentialsException.class)
                    .hasMessageContaining(Objects.requireNonNull(ERRORS.get(error)));
            assertThat(steps).isEmpty();
        } else if (isOfASession(chain)) {
            // A sign-in without an account gives a token; Bedrock takes none of those.
            assertThatThrownBy(provider::resolve).hasMessageContaining("sso_account_id");
        } else {
            provider.resolve();
            assertThat(steps).isEqualTo(expected(chain));
        }
    }

    private static boolean isOfASession(List<Json> chain) {
        return ((Json.Obj) chain.get(0)).object("Sso").string("sso_session") != null;
    }

    private static String text(Json.Obj input) {
        var text = new StringBuilder();
        input.object("profiles")
                .members()
                .forEach((name, it) -> section(text, "profile", name, it));
        input.object("sso_sessions")
                .members()
                .forEach((name, it) -> section(text, "sso-session", name, it));
        return text.toString();
    }

    private static void section(StringBuilder text, String kind, String name, Json properties) {
        text.append('[').append(kind).append(' ').append(name).append("]\n");
        ((Json.Obj) properties)
                .members()
                .forEach(
                        (key, value) ->
                                text.append(key)
                                        .append(" = ")
                                        .append(((Json.Str) value).value())
                                        .append('\n'));
    }

    private static void signIn(Path home, String startUrl) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-1").digest(startUrl.getBytes(UTF_8));
        Path cache = Files.createDirectories(home.resolve(".aws/sso/cache"));
        Files.writeString(
                cache.resolve(HexFormat.of().formatHex(hash) + ".json"),
                "{\"accessToken\":\"t\",\"expiresAt\":\"2080-01-01T00:00:00Z\"}");
    }

    /** What is asked, in words: each step with the keys of the one before. */
    private static List<String> expected(List<Json> chain) {
        var steps = new ArrayList<String>();
        String by = "";
        for (Json each : chain) {
            Map.Entry<String, Json> step = ((Json.Obj) each).members().entrySet().iterator().next();
            Json.Obj given = step.getValue() instanceof Json.Obj object ? object : Json.EMPTY;
            switch (step.getKey()) {
                case "AccessKey" -> by = String.valueOf(given.string("access_key_id"));
                case "NamedSource" -> by = "of-the-instance";
                case "Sso" -> steps.add("portal.sso.us-east-7.amazonaws.com testrole in 0123");
                default -> {
                    String role = given.string("role_arn");
                    boolean web = step.getKey().equals("WebIdentityToken");
                    steps.add(
                            (web ? "web-token" : by)
                                    + " takes "
                                    + role
                                    + " as "
                                    + given.string("role_session_name")
                                    + " id "
                                    + given.string("external_id"));
                    by = "of-" + String.valueOf(role).replaceFirst(".*/", "");
                }
            }
        }
        return steps;
    }

    private static CredentialsHttp.Answer answer(CredentialsHttp.Ask ask, List<String> steps) {
        String host = ask.uri().getHost();
        if (host.equals("169.254.169.254")) {
            String path = ask.uri().getPath();
            return ok(
                    path.endsWith("/") || path.endsWith("token")
                            ? "role"
                            : json("of-the-instance"));
        }
        if (host.startsWith("portal.")) {
            Map<String, String> query = form(ask.uri().getRawQuery());
            steps.add(host + " " + query.get("role_name") + " in " + query.get("account_id"));
            return ok(
                    "{\"roleCredentials\":"
                            + json("sso").replace("\"A", "\"a").replace("\"S", "\"s")
                            + "}");
        }
        Map<String, String> form = form(new String(ask.body(), UTF_8));
        String signature = String.valueOf(ask.headers().get("Authorization"));
        String session = String.valueOf(form.get("RoleSessionName"));
        steps.add(
                form.getOrDefault("WebIdentityToken", signature.replaceAll(".*Credential=|/.*", ""))
                        + " takes "
                        + form.get("RoleArn")
                        + " as "
                        + (session.startsWith("outcrop-") ? null : session)
                        + " id "
                        + form.get("ExternalId"));
        String role = String.valueOf(form.get("RoleArn")).replaceFirst(".*/", "");
        return ok(
                "<R><AccessKeyId>of-"
                        + role
                        + "</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t"
                        + "</SessionToken><Expiration>2080-01-01T00:00:00Z</Expiration></R>");
    }

    private static CredentialsHttp.Answer ok(String body) {
        return new CredentialsHttp.Answer(200, body.getBytes(UTF_8));
    }

    private static String json(String id) {
        return "{\"AccessKeyId\":\"" + id + "\",\"SecretAccessKey\":\"s\"}";
    }

    private static Map<String, String> form(String text) {
        var form = new HashMap<String, String>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            form.put(
                    pair.substring(0, equals),
                    URLDecoder.decode(pair.substring(equals + 1), UTF_8));
        }
        return form;
    }
}
