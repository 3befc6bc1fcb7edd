package dev.outcrop.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.outcrop.Repetitions;
import dev.outcrop.Shared;
import dev.outcrop.json.Json;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The JSON-Schema-Test-Suite: no verdict is wrong, and what is refused is listed. */
@Tag("repeated")
class SchemaSuiteTest {
    /** The usual build checks the newest draft, which is the default. */
    static Stream<Arguments> drafts() {
        return Stream.of(
                        arguments("draft2020-12", "https://json-schema.org/draft/2020-12/schema"),
                        arguments("draft2019-09", "https://json-schema.org/draft/2019-09/schema"),
                        arguments("draft7", "http://json-schema.org/draft-07/schema#"))
                .limit(Repetitions.of(3, 1));
    }

    @ParameterizedTest
    @MethodSource("drafts")
    void noVerdictIsWrong(String draft, String draftId) throws IOException {
        Path folder = Shared.path("vectors/json-schema/tests").resolve(draft);
        var wrong = new ArrayList<String>();
        var refused = new ArrayList<String>();
        int right = 0;
        for (Path file : files(folder)) {
            for (Json each : ((Json.Arr) Json.parse(Files.readAllBytes(file))).elements()) {
                var group = (Json.Obj) each;
                String name = folder.relativize(file) + ": " + group.string("description");
                JsonSchema schema;
                try {
                    schema = JsonSchema.of(ofDraft(get(group, "schema"), draftId));
                } catch (IllegalArgumentException e) {
                    refused.add(draft + "/" + name);
                    continue;
                }
                for (Json test : group.array("tests")) {
                    boolean valid = get((Json.Obj) test, "valid").equals(Json.of(true));
                    Json data = get((Json.Obj) test, "data");
                    if (schema.validate(data).isEmpty() == valid) {
                        right++;
                    } else {
                        wrong.add(name + ": " + ((Json.Obj) test).string("description"));
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(refused)
                .containsExactlyElementsOf(
                        listed().stream().filter(line -> line.startsWith(draft + "/")).toList());
        assertThat(right).isGreaterThan(1_000);
    }

    private static Json get(Json.Obj object, String name) {
        return Objects.requireNonNull(object.get(name));
    }

    private static Json ofDraft(Json schema, String draftId) {
        return schema instanceof Json.Obj object && object.get("$schema") == null
                ? object.with("$schema", Json.of(draftId))
                : schema;
    }

    /** All but those of {@code format} and {@code contentMediaType}, which are not checked. */
    private static List<Path> files(Path folder) {
        var files = new ArrayList<Path>();
        for (Path path : Shared.files(folder)) {
            if (!Files.isDirectory(path)) {
                files.add(path);
            } else if (path.endsWith("optional")) {
                files.addAll(files(path));
            }
        }
        files.removeIf(file -> file.endsWith("format-assertion.json"));
        files.removeIf(file -> file.endsWith("optional/content.json"));
        return files;
    }

    private static List<String> listed() throws IOException {
        try (InputStream in = SchemaSuiteTest.class.getResourceAsStream("refused.txt")) {
            byte[] text = Objects.requireNonNull(in).readAllBytes();
            return new String(text, StandardCharsets.UTF_8).lines().toList();
        }
    }
}
