package dev.outcrop.internal.regex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Expressions match what they match in ECMAScript, or are refused. */
class EcmaPatternTest {
    /** Written by Node. */
    private static final Json.Obj TABLE = table();

    /** Not valid with the flag; without it, this is not what anybody means. */
    private static final Pattern MEANS_MORE_WITH_FLAG =
            Pattern.compile(
                    "\\\\[pP]|\\\\u\\{|\\\\u[dD][89a-fA-F]|[^\\x{0}-\\x{D7FF}\\x{E000}-\\x{FFFF}]");

    @Test
    void expressionsMatchWhatTheyMatchInNode() {
        List<String> texts = TABLE.array("texts").stream().map(EcmaPatternTest::text).toList();
        var wrong = new ArrayList<String>();
        int refused = 0;
        int valid = 0;
        for (Json each : TABLE.array("rows")) {
            List<Json> row = ((Json.Arr) each).elements();
            String expression = text(row.get(0));
            boolean withFlag = row.get(1).equals(Json.of("u"));
            valid += withFlag ? 1 : 0;
            BoundedPattern ours;
            try {
                ours = BoundedPattern.of(expression);
            } catch (PatternSyntaxException e) {
                refused += withFlag ? 1 : 0;
                continue;
            }
            if (!withFlag && MEANS_MORE_WITH_FLAG.matcher(expression).find()) {
                continue;
            }
            if (row.get(1) instanceof Json.Null) {
                wrong.add(expression + " is not valid");
                continue;
            }
            String digits = text(row.get(2));
            for (int i = 0; i < texts.size(); i++) {
                int four = Character.digit(digits.charAt(i / 4), 16);
                boolean matches = (four >> (3 - i % 4) & 1) == 1;
                boolean doubtful = // V8 also looks between the two halves of a character
                        expression.contains("\\B")
                                && texts.get(i).codePointCount(0, texts.get(i).length())
                                        < texts.get(i).length();
                if (!doubtful && ours.isIn(texts.get(i), new MatchBudget()) != matches) {
                    wrong.add(
                            expression
                                    + " for "
                                    + Json.of(texts.get(i))
                                    + ": is "
                                    + matches
                                    + " in Node");
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(refused).as("of %s that are valid", valid).isLessThan(valid / 20);
    }

    private static String text(Json json) {
        return ((Json.Str) json).value();
    }

    private static Json.Obj table() {
        try (InputStream in = EcmaPatternTest.class.getResourceAsStream("expressions.json")) {
            return (Json.Obj) Json.parse(Objects.requireNonNull(in).readAllBytes());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
