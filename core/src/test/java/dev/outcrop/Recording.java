package dev.outcrop;

import dev.outcrop.json.Json;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** One recorded exchange with the real Bedrock. */
public record Recording(String id, Json.Obj json) {
    private static final Set<String> CONVERSE = Set.of("Converse", "ConverseStream");

    static Recording read(Path file) {
        String name = file.getFileName().toString();
        return new Recording(
                name.substring(0, name.length() - ".json".length()), Shared.json(file));
    }

    public String operation() {
        return String.valueOf(json.string("operation"));
    }

    public boolean isConverse() {
        return CONVERSE.contains(operation());
    }

    public boolean isStream() {
        return "eventstream-raw".equals(response().string("bodyForm"));
    }

    public String modelId() {
        return String.valueOf(json.string("modelId"));
    }

    /** The body that was sent; the model's id, which recorders add, is in the path. */
    public Json.Obj requestBody() {
        return json.object("request").object("body").without("modelId");
    }

    public Json.Obj response() {
        return json.object("response");
    }

    public int status() {
        return (int) response().integer("status", 0);
    }

    public Json.Obj responseBody() {
        return response().object("body");
    }

    public byte[] streamBytes() {
        return Base64.getDecoder().decode(String.valueOf(response().string("bodyBase64")));
    }

    public List<Json> events() {
        return response().array("events");
    }

    public List<String> features() {
        return json.array("features").stream().map(f -> ((Json.Str) f).value()).toList();
    }

    public String header(String name) {
        for (var header : response().object("headers").members().entrySet()) {
            if (header.getKey().equalsIgnoreCase(name)
                    && header.getValue() instanceof Json.Arr(List<Json> values)) {
                return ((Json.Str) values.get(0)).value();
            }
        }
        return "";
    }

    @Override
    public String toString() {
        return id;
    }
}
