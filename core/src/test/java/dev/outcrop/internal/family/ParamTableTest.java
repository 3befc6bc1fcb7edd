package dev.outcrop.internal.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.catalog.ModelName;
import dev.outcrop.settings.Params;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code docs/params.md} says what the code does. */
class ParamTableTest {
    private static final Path DOC = Path.of("..", "docs", "params.md");
    private static final Pattern OF_FAMILY =
            Pattern.compile("\\| `([A-Z0-9_]+)` \\| `(\\w+)` \\| `([^`]+)` \\| (.+) \\|");
    private static final Pattern OF_OPENAI =
            Pattern.compile("\\| OpenAI's \\| `([A-Z0-9_]+)` \\| `(\\w+)` \\| `([^`]+)` \\|");
    private static final Pattern OF_CONVERSE = Pattern.compile("\\| `(\\w+)` \\| `([^`]+)` \\|");
    private static final Pattern REFUSED =
            Pattern.compile("\\| `([A-Z0-9_]+)` refuses \\| ([^|]+) \\| over ([^|]+) \\| (.+) \\|");
    private static final Pattern LEVELS =
            Pattern.compile("\\| `([a-z0-9.:-]+)` \\| ([^|]*) \\| ([^|]+) \\| *");
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
                String field = ParamTable.field(ofFamily(family), param, Api.CONVERSE);
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

    /** Where OpenAI's APIs have another field than Converse. */
    @Test
    void theFieldsOfOpenAisApisAreAsInTheDocs() throws Exception {
        var inCode = new TreeSet<String>();
        for (ModelFamily family : ModelFamily.values()) {
            for (Params.Name param : EnumSet.complementOf(EnumSet.copyOf(CONVERSE))) {
                String field = ParamTable.field(ofFamily(family), param, Api.RESPONSES);
                String converse = ParamTable.field(ofFamily(family), param, Api.CONVERSE);
                if (field != null && !field.equals(converse)) {
                    inCode.add(family + " " + param + " " + field);
                }
            }
        }
        var inDocs = new TreeSet<String>();
        for (String line : Files.readAllLines(DOC)) {
            var row = OF_OPENAI.matcher(line);
            if (row.matches()) {
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
            for (Params.Name param : CONVERSE) {
                String field = ParamTable.field(ofFamily(family), param, Api.CONVERSE);
                assertThat(field == null || inDocs.contains(param + " " + field))
                        .as(family + " " + param)
                        .isTrue();
            }
        }
    }

    @Test
    void whatIsRefusedOfConversesOwnIsAsInTheDocs() throws Exception {
        var inCode = new TreeSet<String>();
        for (ModelFamily family : ModelFamily.values()) {
            String refused = refused(family, Api.CONVERSE);
            if (!refused.isEmpty()) {
                boolean each = refused.equals(refused(family, Api.INVOKE_MODEL));
                inCode.add(family + " " + refused + (each ? " each API" : " Converse"));
            }
        }
        var inDocs = new TreeSet<String>();
        for (String line : Files.readAllLines(DOC)) {
            var row = REFUSED.matcher(line);
            if (row.matches()) {
                inDocs.add(row.group(1) + " " + row.group(2).replace("`", "") + " " + row.group(3));
            }
        }
        assertThat(inDocs).isNotEmpty().isEqualTo(inCode);
    }

    private static String refused(ModelFamily family, Api api) {
        return CONVERSE.stream()
                .filter(param -> ParamTable.field(ofFamily(family), param, api) == null)
                .map(Params.Name::toString)
                .collect(Collectors.joining(", "));
    }

    @Test
    void theEffortsAreAsInTheDocs() throws Exception {
        var inDocs = new HashSet<EffortRules>();
        for (String line : Files.readAllLines(DOC)) {
            var row = LEVELS.matcher(line);
            if (row.matches()) {
                EffortRules rules = EffortRules.of(ModelName.of(row.group(1)));
                assertThat(String.join(", ", rules.levels())).as(line).isEqualTo(row.group(2));
                assertThat(rules.off().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .as(line)
                        .isEqualTo(row.group(3));
                inDocs.add(rules);
            }
        }
        assertThat(EffortRules.TABLE.rows())
                .filteredOn(row -> !row.value().levels().isEmpty())
                .extracting(Rule::value)
                .allSatisfy(rules -> assertThat(inDocs).contains(rules));
    }

    private static ModelName ofFamily(ModelFamily family) {
        return new ModelName(null, null, family);
    }
}
