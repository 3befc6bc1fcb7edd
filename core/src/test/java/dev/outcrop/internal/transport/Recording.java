package dev.outcrop.internal.transport;

import dev.outcrop.json.Json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A recorded exchange with Bedrock: {@code response} of one file of {@code ../shared/corpus}. */
public record Recording(String id, Json.Obj response) {
    /** All whose body has that form; skips the test where there are none. */
    public static List<Recording> ofForm(String bodyForm) {
        var found = new ArrayList<Recording>();
        for (Path file : Shared.files(Shared.folder("corpus/interactions"))) {
            String text;
            try {
                text = Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (text.contains('"' + bodyForm + '"')) {
                var json = (Json.Obj) Json.parse(text);
                Json.Obj response = json.object("response");
                if (bodyForm.equals(response.string("bodyForm"))) {
                    found.add(new Recording(file.getFileName().toString(), response));
                }
            }
        }
        return found;
    }

    public String body(String member) {
        String body = response.string(member);
        if (body == null) {
            throw new AssertionError(id + " has no " + member);
        }
        return body;
    }

    public List<Json> events() {
        return response.array("events");
    }

    @Override
    public String toString() {
        return id;
    }
}
