package dev.outcrop.internal.aws.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.aws.SharedVectors;
import dev.outcrop.internal.aws.config.ConfigHeader.Kind;
import dev.outcrop.json.Json;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The tests of the parser that AWS's SDKs share. */
class ConfigVectorsTest {
    @TestFactory
    List<DynamicTest> areReadAsAwsSaysTheyAre() throws IOException {
        String text =
                Files.readString(
                        SharedVectors.at("aws-config/aws-runtime/profile-parser-tests.json"));
        var tests = new ArrayList<DynamicTest>();
        for (Json each : ((Json.Obj) Json.parse(text)).array("tests")) {
            tests.add(
                    DynamicTest.dynamicTest(
                            Objects.requireNonNull(((Json.Obj) each).string("name")),
                            () -> check((Json.Obj) each)));
        }
        assertThat(tests).hasSizeGreaterThan(60);
        return tests;
    }

    private static void check(Json.Obj test) throws ConfigSyntaxException {
        var input = (Json.Obj) member(test, "input");
        var output = (Json.Obj) member(test, "output");
        String error = output.string("errorContaining");
        if (error != null) {
            assertThatThrownBy(() -> parse(input)).hasMessageContaining(error);
            return;
        }
        ConfigSections found = parse(input);
        var config = (Json.Obj) member(output, "config");
        Map<String, Map<String, String>> profiles = sections(member(config, "profiles"));
        assertThat(found.profiles()).containsExactlyInAnyOrderElementsOf(profiles.keySet());
        profiles.forEach(
                (name, properties) ->
                        assertThat(found.section(Kind.PROFILE, name)).isEqualTo(properties));
        if (config.members().containsKey("sso_sessions")) {
            sections(member(config, "sso_sessions"))
                    .forEach(
                            (name, properties) ->
                                    assertThat(found.section(Kind.SSO_SESSION, name))
                                            .isEqualTo(properties));
        }
    }

    private static ConfigSections parse(Json.Obj input) throws ConfigSyntaxException {
        ConfigSections both =
                ConfigParser.parse(
                        Objects.requireNonNullElse(input.string("configFile"), ""), false);
        both.overlay(
                ConfigParser.parse(
                        Objects.requireNonNullElse(input.string("credentialsFile"), ""), true));
        return both;
    }

    private static Map<String, Map<String, String>> sections(Json json) {
        var sections = new HashMap<String, Map<String, String>>();
        ((Json.Obj) json)
                .members()
                .forEach(
                        (name, properties) -> {
                            var values = new HashMap<String, String>();
                            ((Json.Obj) properties)
                                    .members()
                                    .forEach(
                                            (key, value) ->
                                                    values.put(key, ((Json.Str) value).value()));
                            sections.put(name, values);
                        });
        return sections;
    }

    private static Json member(Json json, String name) {
        return Objects.requireNonNull(((Json.Obj) json).members().get(name));
    }
}
