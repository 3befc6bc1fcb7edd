package dev.outcrop.internal.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.catalog.ModelFamily;

import org.junit.jupiter.api.Test;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code docs/model-support.md} is written from the tables. With the system property {@code
 * write.pages}, the test writes it.
 */
class ModelSupportPageTest {
    private static final Path PAGE = Path.of("..", "docs", "model-support.md");

    private static final String HEAD =
            """
            # Model support

            What differs between models, and where each rule is known from. Outcrop builds each request by these rules; the rules are
            tables in `dev.outcrop.internal.family`, and this page is written from them.

            In each table, the last row that applies to a model counts. A model of a later version that Outcrop does not know has the
            newest row of its family. A model of no known family has the first row, which is the safest one.

            To say which model an ARN stands for, use `withBaseModel(id)`.
            """;

    @Test
    void thePageIsCurrent() throws Exception {
        String page = page();
        if (Boolean.getBoolean("write.pages")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE)
                .as("write it: mvn -pl core -Dwrite.pages=true -Dtest=ModelSupportPageTest test")
                .hasContent(page);
    }

    private static String page() {
        var page = new StringBuilder(HEAD);
        for (RuleTable<?> table : FamilyTables.ALL) {
            page.append("\n## ").append(capitalized(table.name())).append("\n\n");
            page.append("| models | rule | known from |\n|---|---|---|\n");
            for (Rule<?> row : table.rows()) {
                page.append("| ")
                        .append(models(row.models()))
                        .append(" | ")
                        .append(cell(text(row.value())))
                        .append(" | ")
                        .append(cell(row.evidence()))
                        .append(" |\n");
            }
        }
        return page.toString();
    }

    private static String capitalized(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    private static String models(Models models) {
        var names = new ArrayList<String>();
        if (models.families().containsAll(Models.CLAUDE.families())) {
            names.add("Claude");
        }
        for (ModelFamily family : models.families()) {
            if (family == ModelFamily.UNKNOWN) {
                names.add("unknown models");
            } else if (!names.contains("Claude") || !family.isClaude()) {
                names.add("`" + family + "`");
            }
        }
        String lines = models.lines().isEmpty() ? "" : ": " + String.join(", ", models.lines());
        String from = models.from().equals(Models.Version.FIRST) ? "" : ", from " + models.from();
        String before =
                models.before().equals(Models.Version.NONE) ? "" : ", before " + models.before();
        return String.join(", ", names) + lines + from + before;
    }

    /** A record as its components, a collection in alphabetical order. */
    private static String text(Object value) {
        return switch (value) {
            case Record rules -> components(rules);
            case List<?> list ->
                    list.isEmpty()
                            ? "none"
                            : list.stream()
                                    .map(ModelSupportPageTest::text)
                                    .collect(Collectors.joining(", "));
            case Collection<?> set ->
                    set.isEmpty()
                            ? "none"
                            : set.stream()
                                    .map(ModelSupportPageTest::text)
                                    .sorted()
                                    .collect(Collectors.joining(", "));
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .map(entry -> entry.getKey() + " `" + entry.getValue() + "`")
                            .sorted()
                            .collect(Collectors.joining(", "));
            case Boolean yes -> yes ? "yes" : "no";
            case Integer number ->
                    number == Integer.MAX_VALUE
                            ? "no limit"
                            : String.format(Locale.ROOT, "%,d", number);
            case Enum<?> word -> word.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            default -> value.toString();
        };
    }

    private static String components(Record rules) {
        var parts = new ArrayList<String>();
        for (RecordComponent component : rules.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                Object value = component.getAccessor().invoke(rules);
                parts.add(component.getName() + ": " + (value == null ? "none" : text(value)));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(e);
            }
        }
        return String.join("; ", parts);
    }
}
