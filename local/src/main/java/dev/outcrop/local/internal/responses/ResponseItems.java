package dev.outcrop.local.internal.responses;

import dev.outcrop.json.Json;
import dev.outcrop.local.wire.ServiceError;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The input of a response as items, each with an id. */
public final class ResponseItems {
    private static final int USUAL = 20;
    private static final int MOST = 100;

    private ResponseItems() {}

    /**
     * Returns the input of a request.
     *
     * @param id of the response, from which the ids of items are made
     */
    public static List<Json> of(@Nullable Json input, String id) {
        var items = new ArrayList<Json>();
        if (input instanceof Json.Str) {
            items.add(identified(message("user", input), id, 0));
        } else if (input instanceof Json.Arr(List<Json> elements)) {
            for (Json element : elements) {
                if (element instanceof Json.Obj item) {
                    items.add(identified(item, id, items.size()));
                }
            }
        }
        return items;
    }

    private static Json.Obj message(String role, Json text) {
        Json content = Json.EMPTY.with("type", Json.of("input_text")).with("text", text);
        return Json.EMPTY.with("role", Json.of(role)).with("content", Json.array(content));
    }

    private static Json.Obj identified(Json.Obj item, String id, int index) {
        Json.Obj told = item.get("type") == null ? item.with("type", Json.of("message")) : item;
        if (told.get("content") instanceof Json.Str text && "message".equals(told.string("type"))) {
            boolean isAnswer = "assistant".equals(told.string("role"));
            told =
                    told.with(
                            "content",
                            Json.array(
                                    Json.EMPTY
                                            .with(
                                                    "type",
                                                    Json.of(
                                                            isAnswer
                                                                    ? "output_text"
                                                                    : "input_text"))
                                            .with("text", text)));
        }
        return told.get("id") == null
                ? told.with("id", Json.of("msg_in_" + id.replace("resp_", "") + index))
                : told;
    }

    /**
     * Returns a page of items, in the format of OpenAI's lists.
     *
     * @param order {@code asc}, or {@code desc} unless set
     * @param after the id of the last item of the page before; null for the first page
     */
    static Json.Obj page(
            List<Json> items,
            @Nullable String order,
            @Nullable String after,
            @Nullable String limit) {
        var ordered = new ArrayList<>(items);
        if (!"asc".equals(order)) {
            Collections.reverse(ordered);
        }
        int from = 0;
        for (int i = 0; after != null && i < ordered.size(); i++) {
            if (ordered.get(i) instanceof Json.Obj item && after.equals(item.string("id"))) {
                from = i + 1;
            }
        }
        int to = Math.min(ordered.size(), from + number(limit));
        List<Json> page = ordered.subList(from, to);
        return Json.EMPTY
                .with("object", Json.of("list"))
                .with("data", new Json.Arr(page))
                .with("first_id", page.isEmpty() ? Json.NULL : id(page.getFirst()))
                .with("last_id", page.isEmpty() ? Json.NULL : id(page.getLast()))
                .with("has_more", Json.of(to < ordered.size()));
    }

    private static Json id(Json item) {
        return Json.of(item instanceof Json.Obj object ? object.string("id") : null);
    }

    private static int number(@Nullable String limit) {
        if (limit == null) {
            return USUAL;
        }
        int number = limit.matches("[0-9]{1,3}") ? Integer.parseInt(limit) : 0;
        if (number < 1 || number > MOST) {
            throw ServiceError.validation("limit must be from 1 to " + MOST + ".");
        }
        return number;
    }
}
