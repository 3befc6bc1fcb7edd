package dev.outcrop.local.internal.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Every member of a request, as AWS's own service model has it, with values of other types. */
class WrongTypesTest {
    private static final Path MODEL = Path.of("../../shared/aws/bedrock-runtime.service.json");
    private static final int DEEPEST = 14;
    private static final Map<String, List<String>> WRONG = new LinkedHashMap<>();

    static {
        WRONG.put("string", List.of("5", "1.5", "true", "{}", "[]"));
        WRONG.put("blob", List.of("5", "true", "{}", "[]", "\"a b=\"", "\"a-_=\""));
        WRONG.put("integer", List.of("\"5\"", "1.5", "true", "{}", "[]"));
        WRONG.put("float", List.of("\"0.5\"", "true", "{}", "[]"));
        WRONG.put("boolean", List.of("\"true\"", "1", "0", "{}", "[]"));
        WRONG.put("list", List.of("\"x\"", "5", "true", "{}"));
        WRONG.put("map", List.of("\"x\"", "5", "true", "[]"));
        WRONG.put("structure", List.of("\"x\"", "5", "true", "[]"));
    }

    private final List<String> taken = new ArrayList<>();
    private int tried;

    @Test
    void noMemberTakesAValueOfAnotherType() throws IOException {
        assumeThat(MODEL).as("the service model is not here").exists();
        Json.Obj shapes = ((Json.Obj) Json.parse(Files.readAllBytes(MODEL))).object("shapes");
        for (String request :
                List.of("ConverseRequest", "ConverseStreamRequest", "CountTokensRequest")) {
            walk(shapes, request, request, request, value -> value, 0);
        }
        assertThat(taken).isEmpty();
        assertThat(tried).isGreaterThan(1_000);
    }

    private void walk(
            Json.Obj shapes,
            String request,
            String name,
            String place,
            UnaryOperator<Json> around,
            int depth) {
        Json.Obj shape = shapes.object(name);
        String type = String.valueOf(shape.string("type"));
        for (String wrong : WRONG.getOrDefault(type, List.of())) {
            if (depth > 0 && !isDocument(shape)) {
                attempt(request, place + " = " + wrong, around.apply(Json.parse(wrong)));
            }
        }
        if (depth >= DEEPEST || isDocument(shape)) {
            return;
        }
        switch (type) {
            case "structure" ->
                    shape.object("members")
                            .members()
                            .forEach(
                                    (member, of) -> {
                                        Json.Obj target = (Json.Obj) of;
                                        if (target.get("location") == null) {
                                            walk(
                                                    shapes,
                                                    request,
                                                    String.valueOf(target.string("shape")),
                                                    place + "." + member,
                                                    value ->
                                                            around.apply(
                                                                    Json.EMPTY.with(member, value)),
                                                    depth + 1);
                                        }
                                    });
            case "list" ->
                    walk(
                            shapes,
                            request,
                            String.valueOf(shape.object("member").string("shape")),
                            place + "[]",
                            value -> around.apply(Json.array(value)),
                            depth + 1);
            case "map" ->
                    walk(
                            shapes,
                            request,
                            String.valueOf(shape.object("value").string("shape")),
                            place + "{}",
                            value -> around.apply(Json.EMPTY.with("key", value)),
                            depth + 1);
            default -> {
                // Nothing inside.
            }
        }
    }

    private void attempt(String request, String what, Json body) {
        tried++;
        try {
            ShapeCheck.check(request, body);
            taken.add(what);
        } catch (ServiceError e) {
            if (!e.type().equals("SerializationException")) {
                taken.add(what + ": " + e.getMessage());
            }
        }
    }

    private static boolean isDocument(Json.Obj shape) {
        return Json.of(true).equals(shape.get("document"));
    }
}
