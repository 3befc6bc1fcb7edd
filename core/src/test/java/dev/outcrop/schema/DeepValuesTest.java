package dev.outcrop.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What is within the limits of JSON is walked on any thread, however small its stack. */
@Tag("slow")
class DeepValuesTest {
    private static final int DEEPEST = Json.Limits.DEFAULT.maxDepth();

    enum Stack {
        SMALL,
        DEFAULT,
        VIRTUAL;

        <T> T run(Callable<T> body) throws Exception {
            var work = new FutureTask<>(body);
            switch (this) {
                case SMALL -> new Thread(null, work, "small", 256L << 10).start();
                case DEFAULT -> new Thread(work).start();
                case VIRTUAL -> Thread.ofVirtual().start(work);
            }
            try {
                return work.get(1, TimeUnit.MINUTES);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException thrown) {
                    throw thrown;
                }
                throw e;
            }
        }
    }

    record Chain(String name, @Nullable Chain next) {}

    record Tree(List<Tree> kids) {}

    record Bag(Map<String, Bag> inside) {}

    sealed interface Shown {
        record Leaf(int size) implements Shown {}

        record Pair(Shown left, Shown right) implements Shown {}
    }

    record Growing<T>(T value, @Nullable Growing<List<T>> next) {}

    @ParameterizedTest
    @EnumSource
    void aRecordThatHoldsItselfIsReadToTheDeepestLevel(Stack stack) throws Exception {
        String json = "{\"name\":\"a\",\"next\":".repeat(DEEPEST - 1) + "{\"name\":\"z\"}";
        Json chain = Json.parse(json + "}".repeat(DEEPEST - 1));

        Chain read = stack.run(() -> readLikeAnAnswer(Chain.class, chain));

        int levels = 0;
        for (Chain one = read; one != null; one = one.next()) {
            levels++;
        }
        assertThat(levels).isEqualTo(DEEPEST);
    }

    @ParameterizedTest
    @EnumSource
    void listsMapsAndVariantsThatHoldThemselvesAreRead(Stack stack) throws Exception {
        int half = DEEPEST / 2;
        Json tree = Json.parse("{\"kids\":[".repeat(half) + "]}".repeat(half));
        Json bag = nested("{\"inside\":{\"a\":", half - 1, "{\"inside\":{}}", "}}");
        String leaf = "{\"type\":\"Leaf\",\"size\":\"1\"}";
        String pair = "{\"type\":\"Pair\",\"left\":" + leaf + ",\"right\":";
        Json shown = nested(pair, DEEPEST - 1, leaf, "}");

        assertThat(stack.run(() -> readLikeAnAnswer(Tree.class, tree)).kids()).hasSize(1);
        assertThat(stack.run(() -> readLikeAnAnswer(Bag.class, bag)).inside()).hasSize(1);
        assertThat(stack.run(() -> readLikeAnAnswer(Shown.class, shown)))
                .isInstanceOf(Shown.Pair.class);
        assertThat(stack.run(() -> readLikeAnAnswer(Object.class, tree))).isInstanceOf(Map.class);
    }

    @ParameterizedTest
    @EnumSource
    void textInTextIsNotReadDeeperThanTheLimit(Stack stack) throws Exception {
        String inner = "{\"kids\":[".repeat(300) + "]}".repeat(300);
        for (int i = 0; i < 5; i++) {
            Json text = Json.of("[" + inner + "]");
            inner = "{\"kids\":[{\"kids\":".repeat(200) + text + "}]}".repeat(200);
        }
        Json value = Json.parse(inner);

        Json fitted = stack.run(() -> JsonType.of(Tree.class).schema().fitted(value));

        assertThat(Json.parse(fitted.toString())).isEqualTo(fitted);
    }

    @ParameterizedTest
    @EnumSource
    void deepValuesAreWrittenAndGraphsWithoutEndAreRefused(Stack stack) throws Exception {
        Chain chain = new Chain("z", null);
        Object list = List.of();
        for (int i = 1; i < 490; i++) {
            chain = new Chain("a", chain);
            list = i % 2 == 0 ? List.of(list) : Map.of("a", list);
        }
        Chain deep = chain;
        Object lists = list;
        var endless = new ArrayList<Object>();
        endless.add(endless);
        var kids = new ArrayList<Tree>();
        kids.add(new Tree(kids));
        var map = new LinkedHashMap<String, Object>();
        map.put("a", List.of(map));

        assertThat(stack.run(() -> JsonType.json(deep).toString())).endsWith("}".repeat(490));
        assertThat(stack.run(() -> JsonType.json(lists).toString())).contains("[{\"a\":[");
        for (Object graph : List.of(endless, new Tree(kids), map)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> stack.run(() -> JsonType.json(graph)))
                    .withMessageContaining("more than 500 levels");
        }
    }

    @Test
    void valuesThatGrowWithoutBeingDeepAreRefused() {
        Object twice = List.of("x");
        for (int i = 0; i < 60; i++) {
            twice = List.of(twice, twice);
        }
        Object wide = twice;
        Iterable<String> endless = () -> Stream.generate(() -> "x").iterator();

        for (Object value : List.of(wide, endless)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JsonType.json(value))
                    .withMessageContaining("values");
        }
    }

    @ParameterizedTest
    @EnumSource
    void deepSchemasAreReadAndUsed(Stack stack) throws Exception {
        int half = DEEPEST / 2 - 1;
        String schema = "{\"type\":\"object\",\"properties\":{\"a\":";
        Json deep = nested(schema, half, "{\"type\":\"string\"}", "}}");
        Json all = nested("{\"allOf\":[", half, "{\"type\":\"string\"}", "]}");
        Json value = nested("{\"a\":", half, "1", "}");

        JsonSchema schemaOfOne = stack.run(() -> JsonSchema.of(deep));
        Json fitted = stack.run(() -> schemaOfOne.fitted(value));
        List<JsonSchema.Violation> none = stack.run(() -> schemaOfOne.validate(fitted));
        List<JsonSchema.Violation> one = stack.run(() -> JsonSchema.of(all).validate(Json.of(1)));
        List<JsonSchema.Violation> faults = stack.run(schemaOfOne::strictFaults);

        assertThat(fitted.toString()).contains("\"1\"");
        assertThat(none).isEmpty();
        assertThat(one).isNotEmpty();
        assertThat(faults.toString()).contains("nested too deeply");
    }

    @ParameterizedTest
    @EnumSource
    void schemasThatLeadInCirclesEnd(Stack stack) throws Exception {
        for (String circle :
                List.of(
                        "{\"anyOf\":[{\"$ref\":\"#\"}]}",
                        "{\"oneOf\":[{\"$ref\":\"#\"},{\"type\":\"null\"}]}",
                        "{\"$ref\":\"#\"}",
                        "{\"type\":\"array\",\"items\":{\"$ref\":\"#\"}}",
                        "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/$defs/x\"}},"
                                + "\"$defs\":{\"x\":{\"anyOf\":[{\"$ref\":\"#/$defs/x\"}]}}}")) {
            for (String value : List.of("{\"a\":null}", "1", "[{}]")) {
                Json json = Json.parse(value);
                assertThat(stack.run(() -> JsonSchema.parse(circle).fitted(json))).isNotNull();
            }
            assertThat(stack.run(() -> JsonSchema.parse(circle).strictFaults())).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSchemaThatDoublesWithEachReferenceIsNotWrittenOut(Stack stack) throws Exception {
        var schema = new StringBuilder("{\"$ref\":\"#/$defs/d40\",\"$defs\":{\"d0\":{}");
        for (int i = 1; i <= 40; i++) {
            String to = "{\"$ref\":\"#/$defs/d" + (i - 1) + "\",\"description\":\"x\"}";
            schema.append(",\"d")
                    .append(i)
                    .append("\":{\"type\":\"object\",\"properties\":{\"a\":");
            schema.append(to).append(",\"b\":").append(to).append("}}");
        }
        assertThat(stack.run(() -> JsonSchema.parse(schema + "}}").strictFaults())).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aTypeThatGrowsWithEachLevelIsRefused(Stack stack) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stack.run(() -> JsonType.of(Growing.class)));
    }

    @ParameterizedTest
    @EnumSource
    void whatAConstructorThrowsFarDownIsAFaultAndNothingElse(Stack stack) {
        Json chain = nested("{\"next\":", 400, "{}", "}");

        assertThatExceptionOfType(MismatchException.class)
                .isThrownBy(() -> stack.run(() -> JsonType.of(Picky.class).read(chain)))
                .withMessageContaining("is rejected by Picky: no end");
    }

    record Picky(@Nullable Picky next) {
        Picky {
            if (next == null) {
                throw new IllegalArgumentException("no end");
            }
        }
    }

    private static <T> T readLikeAnAnswer(Class<T> type, Json json) {
        JsonType<T> known = JsonType.of(type);
        Json fitted = known.schema().fitted(json);
        assertThat(known.schema().validate(fitted)).isEmpty();
        return known.read(fitted);
    }

    private static Json nested(String open, int times, String middle, String close) {
        return Json.parse(open.repeat(times) + middle + close.repeat(times));
    }
}
