package dev.outcrop.internal.protocol.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Recording;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Turn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a recorded answer says, found without the code that is tested. */
final class Expected {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thoughts = new StringBuilder();
    private final Map<String, String[]> calls = new LinkedHashMap<>();
    private String reason = "";
    private long input = -1;
    private long output = -1;
    private long cacheRead;
    private long cacheWrite;

    static Expected of(Recording recording, Json.Obj body) {
        var expected = new Expected();
        for (Json block : body.array("content")) {
            expected.anthropic((Json.Obj) block);
        }
        for (Json choice : body.array("choices")) {
            expected.chat(((Json.Obj) choice).object("message"));
            expected.reason = String.valueOf(((Json.Obj) choice).string("finish_reason"));
        }
        for (Json item : body.array("output")) {
            expected.item((Json.Obj) item);
        }
        if (body.string("stop_reason") != null) {
            expected.reason = String.valueOf(body.string("stop_reason"));
        }
        expected.responses(body);
        expected.usage(body.object("usage"));
        return expected;
    }

    static Expected of(Recording recording, List<Json.Obj> pieces) {
        var expected = new Expected();
        for (Json.Obj piece : pieces) {
            switch (String.valueOf(piece.string("type"))) {
                case "message_start" -> expected.usage(piece.object("message").object("usage"));
                case "content_block_start" -> expected.start(piece);
                case "content_block_delta" -> expected.delta(piece);
                case "message_delta" -> {
                    expected.reason = String.valueOf(piece.object("delta").string("stop_reason"));
                    expected.usage(piece.object("usage"));
                }
                case "response.completed" -> {
                    for (Json item : piece.object("response").array("output")) {
                        expected.item((Json.Obj) item);
                    }
                    expected.responses(piece.object("response"));
                    expected.usage(piece.object("response").object("usage"));
                }
                default -> {
                    for (Json choice : piece.array("choices")) {
                        Json.Obj said = (Json.Obj) choice;
                        expected.chat(said.object("delta"));
                        if (said.string("finish_reason") != null) {
                            expected.reason = String.valueOf(said.string("finish_reason"));
                        }
                    }
                    expected.usage(piece.object("usage"));
                }
            }
        }
        return expected;
    }

    private void anthropic(Json.Obj block) {
        switch (String.valueOf(block.string("type"))) {
            case "text" -> text.append(block.string("text"));
            case "tool_use" ->
                    calls.put(
                            String.valueOf(block.string("id")),
                            new String[] {
                                block.string("name"), String.valueOf(block.get("input"))
                            });
            default -> throw new AssertionError(block.toString());
        }
    }

    private final Map<Long, String> ids = new LinkedHashMap<>();

    private void start(Json.Obj piece) {
        Json.Obj block = piece.object("content_block");
        if (block.string("id") != null) {
            ids.put(piece.integer("index", -1), block.string("id"));
            calls.put(block.string("id"), new String[] {block.string("name"), ""});
        }
    }

    private void delta(Json.Obj piece) {
        Json.Obj delta = piece.object("delta");
        if (delta.string("text") != null) {
            text.append(delta.string("text"));
        } else {
            Objects.requireNonNull(calls.get(ids.get(piece.integer("index", -1))))[1] +=
                    delta.string("partial_json");
        }
    }

    private void chat(Json.Obj message) {
        String said = message.string("content") == null ? "" : message.string("content");
        if (said.startsWith("<reasoning>")) {
            int end = said.indexOf("</reasoning>");
            thoughts.append(said, "<reasoning>".length(), end);
            said = said.substring(end + "</reasoning>".length());
        }
        text.append(said);
        thoughts.append(message.string("reasoning") == null ? "" : message.string("reasoning"));
        for (Json json : message.array("tool_calls")) {
            Json.Obj call = (Json.Obj) json;
            Json.Obj function = call.object("function");
            if (call.string("id") == null) {
                calls.values().iterator().next()[1] += function.string("arguments");
            } else {
                calls.put(
                        call.string("id"),
                        new String[] {function.string("name"), function.string("arguments")});
            }
        }
    }

    private void item(Json.Obj item) {
        switch (String.valueOf(item.string("type"))) {
            case "message" ->
                    item.array("content")
                            .forEach(part -> text.append(((Json.Obj) part).string("text")));
            case "reasoning" ->
                    item.array("content")
                            .forEach(part -> thoughts.append(((Json.Obj) part).string("text")));
            case "function_call" ->
                    calls.put(
                            String.valueOf(item.string("call_id")),
                            new String[] {item.string("name"), item.string("arguments")});
            default -> throw new AssertionError(item.toString());
        }
    }

    private void responses(Json.Obj response) {
        if ("completed".equals(response.string("status"))) {
            reason = calls.isEmpty() ? "stop" : "tool_calls";
        }
    }

    private void usage(Json.Obj usage) {
        input = usage.integer("input_tokens", usage.integer("prompt_tokens", input));
        output = usage.integer("output_tokens", usage.integer("completion_tokens", output));
        Json.Obj details =
                usage.object("input_tokens_details").members().isEmpty()
                        ? usage.object("prompt_tokens_details")
                        : usage.object("input_tokens_details");
        cacheRead =
                usage.integer(
                        "cache_read_input_tokens", details.integer("cached_tokens", cacheRead));
        cacheWrite =
                usage.integer(
                        "cache_creation_input_tokens",
                        details.integer("cache_write_tokens", cacheWrite));
        if (!details.isEmpty()) {
            input -= cacheRead + cacheWrite;
        }
    }

    private static String converse(String reason) {
        return switch (reason) {
            case "stop" -> "end_turn";
            case "length" -> "max_tokens";
            case "tool_calls" -> "tool_use";
            default -> reason;
        };
    }

    void isSaidBy(Turn turn) {
        assertThat(turn.text()).isEqualTo(text.toString());
        assertThat(turn.reasoning()).isEqualTo(thoughts.toString());
        var said = new ArrayList<List<Object>>();
        for (Content.ToolUse use : turn.toolUses()) {
            said.add(List.of(use.toolUseId(), use.name(), use.input()));
        }
        var called = new ArrayList<List<Object>>();
        calls.forEach(
                (id, call) ->
                        called.add(
                                List.of(
                                        id,
                                        call[0],
                                        call[1].isEmpty() ? Json.EMPTY : Json.parse(call[1]))));
        assertThat(said).isEqualTo(called);
        assertThat(Objects.requireNonNull(turn.stopReason()).wire()).isEqualTo(converse(reason));
        if (output < 0) {
            assertThat(turn.usage().known()).isFalse();
        } else {
            assertThat(turn.usage().input()).isEqualTo(input);
            assertThat(turn.usage().output()).isEqualTo(output);
            assertThat(turn.usage().cacheRead()).isEqualTo(cacheRead);
            assertThat(turn.usage().cacheWrite()).isEqualTo(cacheWrite);
            assertThat(turn.usage().total()).isEqualTo(input + output + cacheRead + cacheWrite);
        }
    }
}
