package dev.outcrop.internal.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.catalog.ModelName;
import dev.outcrop.settings.Params;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** {@code docs/params.md} says what the code does. */
class ParamTableTest {
    private static final Path DOC = Path.of("..", "docs", "params.md");
    private static final Pattern OF_FAMILY =
            Pattern.compile("\\| `([A-Z0-9_]+)` \\| `(\\w+)` \\| `([^`]+)` \\| (.+) \\|");
    private static final Pattern OF_CONVERSE = Pattern.compile("\\| `(\\w+)` \\| `([^`]+)` \\|");
    private static final Set<Params.Name> CONVERSE =
            EnumSet.of(
                    Params.Name.MAX_TOKENS,
                    Params.Name.TEMPERATURE,
                    Params.Name.TOP_P,
                    Params.Name.STOP);

    @Test
    void theFamiliesOwnAreAsInTheDocs() throws Exception {
        var inCode = new TreeSet<String>();
        for (ModelFamily family : ModelFamily.values()) {
            for (Params.Name param : EnumSet.complementOf(EnumSet.copyOf(CONVERSE))) {
                String field = ParamTable.field(ofFamily(family), param);
                if (field != null) {
                    inCode.add(family + " " + param + " " + field);
                }
            }
        }
        var inDocs = new TreeSet<String>();
        for (String line : Files.readAllLines(DOC)) {
            var row = OF_FAMILY.matcher(line);
            if (row.matches()) {
                assertThat(row.group(4)).as("source of " + line).isNotBlank();
                inDocs.add(row.group(1) + " " + row.group(2) + " " + row.group(3));
            }
        }
        assertThat(inDocs).isNotEmpty().isEqualTo(inCode);
    }

    @Test
    void conversesOwnAreAsInTheDocs() throws Exception {
        var inDocs = new TreeSet<String>();
        for (String line : Files.readAllLines(DOC)) {
            var row = OF_CONVERSE.matcher(line);
            if (row.matches()) {
                inDocs.add(row.group(1) + " " + row.group(2));
            }
        }
        for (ModelFamily family : ModelFamily.values()) {
            var inCode = new TreeSet<String>();
            for (Params.Name param : CONVERSE) {
                String field = ParamTable.field(ofFamily(family), param);
                if (field != null) {
                    inCode.add(param + " " + field);
                }
            }
            if (family == ModelFamily.CLAUDE_4_7) {
                inCode.add("temperature inferenceConfig.temperature");
                inCode.add("topP inferenceConfig.topP");
                assertThat(ParamTable.field(ofFamily(family), Params.Name.TEMPERATURE)).isNull();
                assertThat(ParamTable.field(ofFamily(family), Params.Name.TOP_P)).isNull();
            }
            assertThat(inCode).as(family.toString()).isEqualTo(inDocs);
        }
    }

    private static ModelName ofFamily(ModelFamily family) {
        return new ModelName(null, null, family);
    }
}
