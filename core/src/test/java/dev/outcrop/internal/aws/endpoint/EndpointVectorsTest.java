package dev.outcrop.internal.aws.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.outcrop.aws.MadeUp;
import dev.outcrop.aws.Region;
import dev.outcrop.aws.SharedVectors;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.aws.config.SharedConfig;
import dev.outcrop.json.Json;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** AWS's own cases for the endpoints of Bedrock. */
class EndpointVectorsTest {
    @TempDir Path home;

    @TestFactory
    Stream<DynamicTest> runtime() throws Exception {
        return cases("bedrock-runtime", Service.RUNTIME);
    }

    @TestFactory
    Stream<DynamicTest> control() throws Exception {
        return cases("bedrock", Service.CONTROL);
    }

    private Stream<DynamicTest> cases(String file, Service service) throws Exception {
        Path path = SharedVectors.at("endpoints/" + file + ".json");
        var suite = (Json.Obj) Json.parse(Files.readString(path));
        List<Json> cases = suite.array("testCases");
        assertThat(cases).hasSize(21);
        return cases.stream()
                .map(Json.Obj.class::cast)
                .map(one -> dynamicTest(name(one), () -> run(service, one)));
    }

    private static String name(Json.Obj one) {
        return String.valueOf(one.string("documentation"));
    }

    private void run(Service service, Json.Obj one) {
        Json.Obj params = one.object("params");
        var environment =
                MadeUp.environment(
                        home,
                        "AWS_USE_FIPS_ENDPOINT",
                        isTrue(params, "UseFIPS"),
                        "AWS_USE_DUALSTACK_ENDPOINT",
                        isTrue(params, "UseDualStack"));
        var endpoints = new EndpointResolver(SharedConfig.of(environment, null));
        String id = params.string("Region");
        Region region = id == null ? null : Region.of(id);
        String baseUrl = params.string("Endpoint");

        String error = one.object("expect").string("error");
        if (error == null) {
            assertThat(endpoints.resolve(service, baseUrl, region).base())
                    .hasToString(one.object("expect").object("endpoint").string("url"));
        } else {
            assertThatThrownBy(() -> endpoints.resolve(service, baseUrl, region))
                    .isInstanceOf(ValidationException.class)
                    .hasMessageContaining(ours(error));
        }
    }

    private static String ours(String error) {
        return switch (error) {
            case "Invalid Configuration: FIPS and custom endpoint are not supported" ->
                    "FIPS is enabled, but the endpoint URL is set by code.";
            case "Invalid Configuration: Dualstack and custom endpoint are not supported" ->
                    "Dual-stack is enabled, but the endpoint URL is set by code.";
            case "Invalid Configuration: Missing Region" -> "No region configured";
            default -> throw new AssertionError("a new kind of error: " + error);
        };
    }

    private static String isTrue(Json.Obj params, String name) {
        return String.valueOf(params.get(name) instanceof Json.Bool(boolean value) && value);
    }
}
