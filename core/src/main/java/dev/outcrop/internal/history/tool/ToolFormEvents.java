package dev.outcrop.internal.history.tool;

import dev.outcrop.internal.stream.AnswerLimits;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.message.StreamEvent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Converts the calls in the events of one answer as {@link ToolForms#read} does. The input of a
 * wrapped tool is returned in one piece, at the end of its block. For one thread.
 */
public final class ToolFormEvents {
    private final ToolForms forms;

    /** The inputs so far of wrapped tools, by the index of their blocks. */
    private final Map<Integer, StringBuilder> inputs = new HashMap<>(0);

    private long held;

    public ToolFormEvents(ToolForms forms) {
        this.forms = forms;
    }

    /** Returns the events that stand for the next one. */
    public List<StreamEvent> of(StreamEvent event) {
        return switch (event) {
            case StreamEvent.BlockStart start -> List.of(started(start));
            case StreamEvent.ToolUseDelta(int index, String piece) -> {
                StringBuilder input = inputs.get(index);
                if (input == null) {
                    yield List.of(event);
                }
                input.append(piece);
                held += piece.length();
                yield held > AnswerLimits.JSON.maxBytes() ? given(index, List.of()) : List.of();
            }
            case StreamEvent.BlockStop(int index) ->
                    inputs.containsKey(index) ? given(index, List.of(event)) : List.of(event);
            case StreamEvent.MessageStart ignored -> restarted(event);
            case StreamEvent.Restarted ignored -> restarted(event);
            default -> List.of(event);
        };
    }

    private List<StreamEvent> restarted(StreamEvent event) {
        inputs.clear();
        held = 0;
        return List.of(event);
    }

    private StreamEvent started(StreamEvent.BlockStart start) {
        String sent = start.kind().equals("toolUse") ? start.start().string("name") : null;
        if (sent == null || "server_tool_use".equals(start.start().string("type"))) {
            return start;
        }
        String name = forms.name(sent);
        if (forms.isWrapped(name)) {
            inputs.put(start.index(), new StringBuilder());
        }
        return name.equals(sent)
                ? start
                : new StreamEvent.BlockStart(
                        start.index(), start.kind(), start.start().with("name", Json.of(name)));
    }

    /** The input that was held back, as one piece. */
    private List<StreamEvent> given(int index, List<StreamEvent> then) {
        StringBuilder input = inputs.remove(index);
        var piece = new StreamEvent.ToolUseDelta(index, unwrapped(String.valueOf(input)));
        return then.isEmpty() ? List.of(piece) : List.of(piece, then.getFirst());
    }

    private static String unwrapped(String input) {
        if (input.isEmpty()) {
            return input;
        }
        try {
            return ToolSchemas.unwrapped(Json.parse(input)).toString();
        } catch (JsonException e) {
            return input; // incomplete JSON: the reader of the input reports it
        }
    }
}
