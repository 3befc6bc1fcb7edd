package dev.outcrop.internal.aws.credentials.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.aws.Environment;
import dev.outcrop.aws.MadeUp;
import dev.outcrop.aws.SharedVectors;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.internal.aws.config.SharedConfig;
import dev.outcrop.json.Json;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The settings of containers and instances that AWS's SDKs share: which address is asked. */
class MetadataVectorsTest {
    private static final String FOLDER = "aws-config/aws-config/";

    /** What our error says, by the words of theirs. */
    private static final Map<String, String> ERRORS =
            Map.of(
                    "URI did not specify a host",
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI is not a valid URL",
                    "`error` is not a valid endpoint mode",
                    "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE must be IPv4 or IPv6",
                    "`IPv7` is not a valid endpoint mode",
                    "ec2_metadata_service_endpoint_mode of profile \"default\" must be IPv4 or",
                    "invalid uri character",
                    "AWS_EC2_METADATA_SERVICE_ENDPOINT is not a valid http URL");

    /** Code cannot set these: the metadata service is configured by variables and profiles. */
    private static final Set<String> NOT_IN_CODE = Set.of("endpoint_override", "mode_override");

    @TempDir Path folder;
    private int number;

    @TestFactory
    Stream<DynamicTest> aContainerIsAskedAtTheAddressOfItsVariables() throws IOException {
        return tests("ecs-tests.json", 11, this::container);
    }

    @TestFactory
    Stream<DynamicTest> anInstanceIsAskedAtTheAddressOfItsSettings() throws IOException {
        return tests("imds-config/imds-endpoint-tests.json", 14, this::instance);
    }

    private interface Check {
        void run(Json.Obj test) throws IOException;
    }

    private static Stream<DynamicTest> tests(String file, int count, Check check)
            throws IOException {
        String text = Files.readString(SharedVectors.at(FOLDER + file));
        List<Json> tests = ((Json.Obj) Json.parse(text)).array("tests");
        assertThat(tests).hasSize(count);
        return tests.stream()
                .map(Json.Obj.class::cast)
                .map(
                        test ->
                                DynamicTest.dynamicTest(
                                        Objects.requireNonNull(test.string("docs")),
                                        () -> check.run(test)));
    }

    private void container(Json.Obj test) {
        Environment environment = Environment.of(variables(test, folder), folder, MadeUp.CLOCK);
        String expected = test.object("result").string("Ok");
        if (variables(test, folder).isEmpty()) {
            assertThat(ContainerAddress.of(environment, InetAddress::getAllByName)).isNull();
        } else if (expected == null) {
            assertThatThrownBy(() -> ContainerAddress.of(environment, InetAddress::getAllByName))
                    .isInstanceOf(CredentialsException.class)
                    .hasMessageContaining(error(test, "ErrorContains"));
        } else {
            ContainerAddress found = ContainerAddress.of(environment, InetAddress::getAllByName);
            assertThat(found).isNotNull();
            assertThat(found.uri()).isEqualTo(URI.create(expected));
        }
    }

    private void instance(Json.Obj test) throws IOException {
        Path home = Files.createDirectories(folder.resolve("home" + number++));
        for (Map.Entry<String, Json> file : test.object("fs").members().entrySet()) {
            Files.writeString(home.resolve(file.getKey()), ((Json.Str) file.getValue()).value());
        }
        Environment environment = Environment.of(variables(test, home), home, MadeUp.CLOCK);
        SharedConfig config = SharedConfig.of(environment, null);
        String expected = test.object("result").string("Ok");
        if (expected == null) {
            assertThatThrownBy(() -> MetadataSettings.of(config))
                    .hasMessageContaining(error(test, "Err"));
            return;
        }
        URI found = MetadataSettings.of(config).base().resolve("/latest/api/token");
        if (test.members().keySet().stream().anyMatch(NOT_IN_CODE::contains)) {
            String given = environment.variable("AWS_EC2_METADATA_SERVICE_ENDPOINT");
            expected = given == null ? found.toString() : expected;
        }
        assertThat(found).isEqualTo(URI.create(expected));
    }

    private static String error(Json.Obj test, String kind) {
        return Objects.requireNonNull(ERRORS.get(test.object("result").string(kind)));
    }

    private static Map<String, String> variables(Json.Obj test, Path home) {
        var variables = new HashMap<String, String>();
        test.object("env")
                .members()
                .forEach((name, value) -> variables.put(name, ((Json.Str) value).value()));
        variables.computeIfPresent("AWS_CONFIG_FILE", (name, it) -> home.resolve(it).toString());
        return variables;
    }
}
