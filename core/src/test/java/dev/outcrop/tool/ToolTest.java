package dev.outcrop.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.ToolDefinition;
import dev.outcrop.schema.Describe;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.schema.MismatchException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

class ToolTest {
    record Query(@Describe("of the order") long id, Optional<String> note) {}

    static class Weather {
        @ToolMethod("The temperature at a place, in degrees Celsius")
        double temperature(@Describe("City and country") String place, Optional<Integer> days) {
            return place.length() + days.orElse(0);
        }

        @ToolMethod(value = "Fails.", name = "fail", strict = true)
        String failing(String why) throws IOException {
            throw new IOException(why);
        }

        String noTool() {
            return "";
        }
    }

    static class Better extends Weather {
        @Override
        @ToolMethod("Better.")
        double temperature(String place, Optional<Integer> days) {
            return -1;
        }
    }

    static class Twice {
        @ToolMethod("One.")
        static int add(int a) {
            return a;
        }

        @ToolMethod("Two.")
        static int add(int a, int b) {
            return a + b;
        }
    }

    @Test
    void aMethodSaysWhatTheModelMustKnow() {
        List<Tool> tools = Tool.from(new Weather());

        assertThat(tools).extracting(Tool::name).containsExactly("fail", "temperature");
        ToolDefinition.Spec spec = tools.get(1).definition();
        assertThat(spec.description()).isEqualTo("The temperature at a place, in degrees Celsius");
        Json.Obj schema = (Json.Obj) spec.inputSchema();
        assertThat(schema.array("required")).containsExactly(Json.of("place"));
        assertThat(schema.object("properties").object("place"))
                .isEqualTo(
                        Json.parse("{\"type\":\"string\",\"description\":\"City and country\"}"));
        assertThat(spec.strict()).isNull();
        assertThat(tools.getFirst().definition().strict()).isTrue();
    }

    @Test
    void aMethodIsCalledWithItsArguments() throws Exception {
        Tool tool = Tool.from(new Weather()).get(1);

        assertThat(Tool.of("now", "The hour.", () -> 7).call()).isEqualTo(7);
        record Order(long number) {}
        assertThat(
                        Tool.of("find", "Finds.", Order.class, Order::number)
                                .call(json("{\"number\":8}")))
                .isEqualTo(8L);
        assertThat(
                        Tool.of("show", "Shows.", Order.class, String::valueOf)
                                .call(json("{\"number\":8}")))
                .isEqualTo("Order[number=8]");
        assertThat(tool.call(json("{\"place\":\"Oslo\"}"))).isEqualTo(4.0);
        assertThat(tool.call(json("{\"place\":\"Oslo\",\"days\":3}"))).isEqualTo(7.0);
        assertThat(tool.call(json("{\"place\":\"Oslo\",\"days\":\"3\"}"))).isEqualTo(7.0);
    }

    @Test
    void whatAMethodThrowsIsThrownItself() {
        Tool tool = Tool.from(new Weather()).getFirst();

        assertThatThrownBy(() -> tool.call(json("{\"why\":\"broken\"}")))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("broken");
    }

    @Test
    void aMethodThatIsOverriddenIsOneTool() throws Exception {
        List<Tool> tools = Tool.from(new Better());

        assertThat(tools).extracting(Tool::name).containsExactly("fail", "temperature");
        assertThat(tools.get(1).definition().description()).isEqualTo("Better.");
        assertThat(tools.get(1).call(json("{\"place\":\"Oslo\"}"))).isEqualTo(-1.0);
    }

    @Test
    void aRecordIsTheInput() throws Exception {
        Tool tool = Tool.of("lookup", "Finds an order.", Query.class, query -> query.id() + 1);

        assertThat(tool.call(json("{\"id\":7}"))).isEqualTo(8L);
        assertThatThrownBy(() -> tool.call(json("{\"note\":\"x\"}")))
                .isInstanceOf(MismatchException.class)
                .hasMessageContaining("id");
    }

    @Test
    void anArgumentThatThereIsNotIsAFault() {
        Tool tool = Tool.of("lookup", "Finds an order.", Query.class, Query::id);

        assertThatThrownBy(() -> tool.prepare(json("{\"id\":7,\"colour\":\"red\"}")))
                .isInstanceOf(MismatchException.class)
                .hasMessageContaining("/colour");
        assertThatThrownBy(() -> tool.prepare(json("{\"number\":7}")))
                .as("all faults are named")
                .hasMessageContaining("/number")
                .hasMessageContaining("id");
    }

    @Test
    void wrongToolsAreRefusedWithAReason() {
        assertThatThrownBy(() -> Tool.from(new Object()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no method with @ToolMethod");
        assertThatThrownBy(() -> Tool.from(Weather.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not static");
        assertThatThrownBy(() -> Tool.from(Twice.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name = \"other\"");
        assertThatThrownBy(() -> Tool.of("a", " ", Query.class, Query::id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("description");
        assertThatThrownBy(() -> Tool.of("a", "A.", String.class, text -> text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be an object");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "naïve",
                "a.b",
                "12345678901234567890123456789012345678901234567890123456789012345"
            })
    void namesAreBedrocks(String name) {
        assertThatThrownBy(() -> Tool.of(name, "A.", Query.class, Query::id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 64 letters");
    }

    @Test
    void aBoxKeepsOrderAndNames() {
        Tool lookup = Tool.of("lookup", "Finds.", Query.class, Query::id);
        Toolbox box =
                Toolbox.of(lookup, Tool.cachePoint(), Tool.system("nova_grounding"), new Weather());

        assertThat(box.toString()).isEqualTo("Toolbox[lookup, nova_grounding, fail, temperature]");
        assertThat(box.definitions().get(1)).isEqualTo(new Content.CachePoint(null));
        assertThat(box.names()).containsExactlyInAnyOrder("lookup", "fail", "temperature");

        Tool other = Tool.of("lookup", "Finds more.", Query.class, Query::id);
        Toolbox more = box.with(other, List.of(Tool.system("nova_code_interpreter")));
        assertThat(more.toString())
                .isEqualTo(
                        "Toolbox[lookup, nova_grounding, fail, temperature, nova_code_interpreter]");
        assertThat(more.tool("lookup")).isSameAs(other);
        assertThat(box.tool("lookup")).isSameAs(lookup);
        assertThatThrownBy(() -> Toolbox.of(lookup, other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lookup");
    }

    @Test
    void aDefinitionIsOnlyToldOf() {
        var spec =
                new ToolDefinition.Spec(
                        "mine", "Mine.", JsonSchema.of(Query.class).json(), null, Json.EMPTY);
        Toolbox box = Toolbox.of(spec);

        assertThat(box.isOnlyToldOf("mine")).isTrue();
        assertThat(box.isOnlyToldOf("other")).isFalse();
        assertThat(box.names()).isEmpty();
        assertThat(box.with(Tool.of("mine", "M.", Query.class, Query::id)).isOnlyToldOf("mine"))
                .isFalse();
    }

    private static Json.Obj json(String text) {
        return (Json.Obj) Json.parse(text);
    }
}
