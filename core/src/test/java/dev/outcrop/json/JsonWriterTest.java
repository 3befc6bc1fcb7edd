package dev.outcrop.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class JsonWriterTest {
    @Test
    void writesMembersAndLeavesOutWhatIsNull() {
        assertThat(
                        written(
                                json ->
                                        json.object()
                                                .member("s", "x")
                                                .member("i", 1)
                                                .member("d", 0.5)
                                                .member("b", true)
                                                .member("j", Json.NULL)
                                                .member("no", (String) null)
                                                .member("no", (Number) null)
                                                .member("no", (Boolean) null)
                                                .member("no", (Json) null)
                                                .endObject()))
                .isEqualTo("{\"s\":\"x\",\"i\":1,\"d\":0.5,\"b\":true,\"j\":null}");
    }

    @Test
    void writesPieceByPiece() {
        assertThat(
                        written(
                                json ->
                                        json.object()
                                                .name("a")
                                                .array()
                                                .value(1)
                                                .value("x")
                                                .value(false)
                                                .value(Json.of(2.5))
                                                .endArray()
                                                .members(Json.object(Map.of("b", 1)))
                                                .endObject()))
                .isEqualTo("{\"a\":[1,\"x\",false,2.5],\"b\":1}");
    }

    @Test
    void leavesOutMembersThatTheObjectHasAlready() {
        Json.Obj more = (Json.Obj) Json.parse("{\"a\":9,\"b\":{\"a\":1},\"x\":8}");

        assertThat(
                        written(
                                json ->
                                        json.object()
                                                .member("x", 1)
                                                .name("in")
                                                .object()
                                                .member("a", 2)
                                                .members(more)
                                                .endObject()
                                                .members(more)
                                                .endObject()))
                .isEqualTo(
                        "{\"x\":1,\"in\":{\"a\":2,\"b\":{\"a\":1},\"x\":8},"
                                + "\"a\":9,\"b\":{\"a\":1}}");
    }

    @Test
    void escapesWhatHasToBe() {
        assertThat(written(json -> json.value("\"\\\n\u0000\u007f\u2028ß🗼")))
                .isEqualTo("\"\\\"\\\\\\n\\u0000\u007f\u2028ß🗼\"");
    }

    @Test
    void writesHalfOfASurrogatePairAsAnEscape() {
        assertThat(written(json -> json.object().name("\ud83d").value("ß\udd25\"\n").endObject()))
                .isEqualToIgnoringCase("{\"\\ud83d\":\"ß\\udd25\\u0022\\u000a\"}");
    }

    @Test
    void replacesHalfOfASurrogatePairForTheWire() {
        byte[] bytes =
                JsonWriter.wellFormedBytes(
                        json ->
                                json.object()
                                        .name("\ud83d")
                                        .value("ß\udd25\"")
                                        .member("in", Json.parse("[\"\\ud83d\\ud83d\\udd25\"]"))
                                        .endObject());

        assertThat(new String(bytes, UTF_8))
                .isEqualTo("{\"\uFFFD\":\"ß\uFFFD\\\"\",\"in\":[\"\uFFFD🔥\"]}");
        assertThat(JsonWriter.wellFormedText(Json.of("a\ud83d"))).isEqualTo("\"a\uFFFD\"");
    }

    @Test
    void refusesWhatIsNoJson() {
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> written(json -> json.object().name("a").name("secret")))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> written(json -> json.array().endObject()));
    }

    @Test
    void whatTheBodyThrowsPassesUnchanged() {
        var failure = new IllegalStateException("no");

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(
                        () ->
                                JsonWriter.bytes(
                                        json -> {
                                            json.object();
                                            throw failure;
                                        }))
                .isSameAs(failure);
    }

    @Test
    void aTreeIsWhatTheBytesSay() {
        JsonWriter.Body body =
                json ->
                        json.object()
                                .member("text", "\ud83d\n")
                                .member("double", 0.1)
                                .member("int", 7)
                                .member("none", (String) null)
                                .name("list")
                                .array()
                                .value(true)
                                .object()
                                .endObject()
                                .value(Json.parse("[1e3,null,{\"a\":{}}]"))
                                .endArray()
                                .members(Json.object(Map.of("int", 8, "more", 1)))
                                .endObject();

        assertThat(JsonWriter.tree(body))
                .hasToString(written(body))
                .isEqualTo(Json.parse(written(body)));
        assertThat(JsonWriter.tree(json -> json.value(5))).isEqualTo(Json.of(5));
    }

    @Test
    void aTreeRefusesWhatIsNoJson() {
        for (JsonWriter.Body body :
                List.<JsonWriter.Body>of(
                        json -> {},
                        json -> json.object(),
                        json -> json.value(1).value(2),
                        json -> json.name("a"),
                        json -> json.object().value(1),
                        json -> json.object().name("a").name("b"),
                        json -> json.object().name("a").endObject(),
                        json -> json.object().endArray(),
                        json -> json.array().name("a"),
                        json -> json.array().endObject())) {
            assertThatExceptionOfType(JsonException.class).isThrownBy(() -> JsonWriter.tree(body));
        }
    }

    private static String written(JsonWriter.Body body) {
        return new String(JsonWriter.bytes(body), UTF_8);
    }
}
