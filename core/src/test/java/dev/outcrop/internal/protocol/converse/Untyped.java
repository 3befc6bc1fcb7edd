package dev.outcrop.internal.protocol.converse;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.Source;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.message.ToolDefinition;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds what was read but not understood: it would be sent back, but nobody could use it. */
final class Untyped {
    private Untyped() {}

    static List<String> in(ConverseRequest request) {
        var found = new ArrayList<String>();
        search(request, "request", found);
        return found;
    }

    static List<String> in(Message message) {
        var found = new ArrayList<String>();
        search(message, "message", found);
        return found;
    }

    private static void search(@Nullable Object value, String where, List<String> found) {
        switch (value) {
            case Content.Unknown unknown ->
                    found.add(where + " has the unknown block " + unknown.json());
            case Source.Unknown unknown ->
                    found.add(where + " has the unknown source " + unknown.json());
            case ToolDefinition.Unknown unknown ->
                    found.add(where + " has the unknown tool " + unknown.json());
            case ToolChoice.Unknown unknown ->
                    found.add(where + " has the unknown choice " + unknown.json());
            case Json ignored -> {}
            case Collection<?> items -> items.forEach(item -> search(item, where, found));
            case Record record -> components(record, where, found);
            case null, default -> {}
        }
    }

    private static void components(Record record, String where, List<String> found) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value;
            try {
                value = component.getAccessor().invoke(record);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(where, e);
            }
            String here = where + "." + component.getName();
            if (component.getName().equals("more")
                    && value instanceof Json.Obj more
                    && saysSomething(more)) {
                found.add(here + " is " + more);
            }
            search(value, here, found);
        }
    }

    /** Empty lists and objects are kept as they came, and mean nothing. */
    private static boolean saysSomething(Json.Obj more) {
        return more.members().values().stream()
                .anyMatch(value -> !value.equals(Json.EMPTY) && !value.equals(Json.array()));
    }
}
