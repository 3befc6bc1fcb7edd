package dev.outcrop.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.internal.aws.config.ConfigFile;
import dev.outcrop.internal.aws.config.SharedConfig;
import dev.outcrop.json.Json;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Where AWS's files are looked for. */
class HomeFolderTest {
    @TempDir Path folder;

    /** What a process of its own finds. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) {
            System.out.print(Environment.ofProcess().home());
        }
    }

    @Test
    @Timeout(120)
    void aProcessLooksInHomeBeforeThePropertyOfTheJvm() throws Exception {
        assertThat(homeOfProcess("HOME", folder.toString())).isEqualTo(folder.toString());
        assertThat(homeOfProcess("HOME", " ")).isEqualTo(ofJvm().toString());
        assertThat(homeOfProcess()).isEqualTo(ofJvm().toString());
    }

    private Path ofJvm() {
        return folder.resolve("of the jvm");
    }

    private String homeOfProcess(String... variables) throws Exception {
        Path printed = Files.createTempFile(folder, "printed", ".txt");
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Duser.home=" + ofJvm(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName()));
        var builder = new ProcessBuilder(command).redirectOutput(printed.toFile());
        for (String name : List.of("HOME", "USERPROFILE", "HOMEDRIVE", "HOMEPATH")) {
            builder.environment().remove(name);
        }
        for (int i = 0; i < variables.length; i += 2) {
            builder.environment().put(variables[i], variables[i + 1]);
        }
        assertThat(builder.start().waitFor()).isZero();
        return Files.readString(printed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-        |-        |-  |-   |true |jvm",
                "/h       |C:\\u    |D: |\\p |true |/h",
                "' '      |C:\\u    |D: |\\p |true |C:\\u",
                "-        |-        |D: |\\p |true |D:\\p",
                "-        |''       |D: |\\p |true |D:\\p",
                "-        |-        |D: |-   |true |jvm",
                "-        |-        |-  |\\p |true |jvm",
                "/h       |C:\\u    |D: |\\p |false|/h",
                "-        |C:\\u    |D: |\\p |false|jvm",
                "''       |C:\\u    |D: |\\p |false|jvm"
            })
    void theFirstOfTheVariablesThatIsSetNamesIt(
            String home, String profile, String drive, String path, boolean windows, String found) {
        var variables = new HashMap<String, String>();
        put(variables, "HOME", home);
        put(variables, "USERPROFILE", profile);
        put(variables, "HOMEDRIVE", drive);
        put(variables, "HOMEPATH", path);

        assertThat(HomeFolder.names(variables::get, "jvm", windows)).first().isEqualTo(found);
    }

    private static void put(Map<String, String> variables, String name, String value) {
        if (value != null) {
            variables.put(name, value);
        }
    }

    @Test
    void aNameThatIsNoPathIsPassedOver() {
        Map<String, String> variables = Map.of("HOME", "a\0b");

        assertThat(HomeFolder.of(variables::get, folder.toString())).isEqualTo(folder);
        assertThat(HomeFolder.of(variables::get, null)).isEqualTo(Path.of(""));
        assertThat(Environment.of(Map.of("HOME", folder.toString()), MadeUp.CLOCK).home())
                .isEqualTo(folder);
    }

    /** The tests of places that AWS's SDKs share. */
    @TestFactory
    List<DynamicTest> theFilesAreWhereAwsSaysTheyAre() throws IOException {
        String text =
                Files.readString(
                        SharedVectors.at("aws-config/aws-runtime/file-location-tests.json"));
        List<Json> tests = ((Json.Obj) Json.parse(text)).array("tests");
        assertThat(tests).hasSize(9);
        return tests.stream()
                .map(Json.Obj.class::cast)
                .map(
                        test ->
                                DynamicTest.dynamicTest(
                                        Objects.requireNonNull(test.string("name")),
                                        () -> check(test)))
                .toList();
    }

    private static void check(Json.Obj test) {
        var variables = new HashMap<String, String>();
        test.object("environment")
                .members()
                .forEach((name, value) -> variables.put(name, ((Json.Str) value).value()));
        boolean windows = "windows".equals(test.string("platform"));
        String home = HomeFolder.names(variables::get, "none", windows).get(0);
        String folder = home + (windows ? "\\.aws\\" : "/.aws/");

        assertThat(variables.getOrDefault("AWS_CONFIG_FILE", folder + "config"))
                .isEqualTo(test.string("configLocation"));
        assertThat(variables.getOrDefault("AWS_SHARED_CREDENTIALS_FILE", folder + "credentials"))
                .isEqualTo(test.string("credentialsLocation"));
        if (!windows && File.separatorChar == '/') {
            Environment environment = Environment.of(variables, MadeUp.CLOCK);
            assertThat(ConfigFile.locate(environment, "AWS_CONFIG_FILE", ".aws/config"))
                    .isEqualTo(Path.of(String.valueOf(test.string("configLocation"))));
            String profile = test.string("profile");
            assertThat(SharedConfig.of(environment, null).profile())
                    .isEqualTo(profile == null ? "default" : profile);
        }
    }
}
