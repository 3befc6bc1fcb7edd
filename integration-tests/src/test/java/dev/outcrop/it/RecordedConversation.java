package dev.outcrop.it;

import dev.outcrop.internal.protocol.converse.Converse;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.ConverseRequest.ToolConfig;
import dev.outcrop.message.Message;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.message.ToolDefinition;
import dev.outcrop.message.Turn;
import dev.outcrop.schema.JsonSchema;
import dev.outcrop.tool.Tool;
import dev.outcrop.tool.Toolbox;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;

/** Recorded requests and answers that belong to one conversation over Converse. */
record RecordedConversation(String id, List<Json.Obj> steps) {
    /** The conversations of a sequence: a step that continues nothing begins another one. */
    static List<RecordedConversation> of(Json.Obj sequence, Path corpus) throws IOException {
        var all = new ArrayList<RecordedConversation>();
        List<Json> ids = sequence.array("steps");
        for (int i = 0; i < ids.size(); i++) {
            Path file =
                    corpus.resolve("interactions")
                            .resolve(((Json.Str) ids.get(i)).value() + ".json");
            if (!Files.exists(file)) {
                return List.of();
            }
            var step = (Json.Obj) Json.parse(Files.readAllBytes(file));
            boolean continues = sequence.array("continues").get(i).equals(Json.of(true));
            if (continues && !all.isEmpty()) {
                all.getLast().steps().add(step);
            } else {
                String id = sequence.string("id") + (all.isEmpty() ? "" : " " + all.size());
                all.add(new RecordedConversation(id, new ArrayList<>(List.of(step))));
            }
        }
        return all;
    }

    private static Turn turn(Json message) {
        return Turn.of(Message.fromJson(message));
    }

    private ConverseRequest request(Json.Obj body) {
        return Converse.request(modelId(), body);
    }

    static Json.Obj body(Json.Obj step) {
        return step.object("request").object("body");
    }

    boolean hasTools() {
        return steps.size() > 1
                && steps.stream()
                        .allMatch(
                                step ->
                                        String.valueOf(step.string("operation"))
                                                        .startsWith("Converse")
                                                && step.object("response").integer("status", 0)
                                                        == 200
                                                && body(step).get("toolConfig") != null);
    }

    /**
     * Whether each request follows from the one before by what a loop does: the model's turn, and
     * the results of its calls, nothing else; with the same tools and settings.
     */
    boolean isOfOneLoop() {
        if (!hasTools()) {
            return false;
        }
        for (int i = 1; i < steps.size(); i++) {
            List<Json> before = body(steps.get(i - 1)).array("messages");
            List<Json> now = body(steps.get(i)).array("messages");
            boolean grown =
                    now.size() == before.size() + 2
                            && now.subList(0, before.size()).equals(before)
                            && same(now.get(before.size()), said(i - 1));
            if (!grown || isMixed((Json.Obj) now.getLast()) || !sameSettings(i)) {
                return false;
            }
        }
        return true;
    }

    /** What the model said; of a stream, what went back. */
    private Json said(int i) {
        Json message =
                steps.get(i).object("response").object("body").object("output").get("message");
        List<Json> next = body(steps.get(i + 1)).array("messages");
        return message == null ? next.get(next.size() - 2) : message;
    }

    private static boolean same(Json one, Json other) {
        return Objects.equals(lean(one), lean(other));
    }

    private static boolean isMixed(Json.Obj message) {
        List<Json> blocks = message.array("content");
        long results =
                blocks.stream().filter(b -> ((Json.Obj) b).get("toolResult") != null).count();
        return results != 0 && results != blocks.size();
    }

    private boolean sameSettings(int i) {
        Json.Obj before = body(steps.get(i - 1)).without("messages", "modelId");
        return before.equals(body(steps.get(i)).without("messages", "modelId"));
    }

    String modelId() {
        return String.valueOf(steps.getFirst().string("modelId"));
    }

    boolean isStreamed() {
        return "ConverseStream".equals(steps.getFirst().string("operation"));
    }

    /** What was said before the first question, and the system prompt. */
    List<Turn> past() {
        List<Json> messages = body(steps.getFirst()).array("messages");
        return messages.subList(0, messages.size() - 1).stream()
                .map(RecordedConversation::turn)
                .toList();
    }

    /** What the user said in this step. */
    Content[] question(int step) {
        List<Json> messages = body(steps.get(step)).array("messages");
        return turn(messages.getLast()).content().toArray(Content[]::new);
    }

    private ToolConfig toolConfig(Json.Obj body) {
        return Objects.requireNonNull(request(body).toolConfig());
    }

    @Nullable ToolChoice toolChoice(Json.Obj body) {
        return toolConfig(body).toolChoice();
    }

    /** Everything that is no conversation and no tool, as it was. */
    Map<String, ?> apiArgs(Json.Obj body) {
        var args = new LinkedHashMap<String, Json>();
        body.without("messages", "modelId", "toolConfig").members().forEach(args::put);
        return args;
    }

    /** The recorded tools, which return what was recorded for the same input, in its order. */
    Toolbox toolbox() {
        Map<Call, Queue<Content.ToolResult>> recorded = results();
        var tools = new ArrayList<Object>();
        for (ToolDefinition definition : toolConfig(body(steps.getFirst())).tools()) {
            if (definition instanceof ToolDefinition.Spec spec) {
                Tool tool =
                        Tool.of(
                                spec.name(),
                                String.valueOf(spec.description()),
                                JsonSchema.of(spec.inputSchema()),
                                input -> next(recorded, new Call(spec.name(), input)));
                tools.add(Boolean.TRUE.equals(spec.strict()) ? tool.strict() : tool);
            } else {
                tools.add(definition);
            }
        }
        return Toolbox.of(tools);
    }

    private record Call(String name, Json input) {}

    private static Content.ToolResult next(
            Map<Call, Queue<Content.ToolResult>> recorded, Call call) {
        return Objects.requireNonNull(recorded.get(call), call::toString).remove();
    }

    private Map<Call, Queue<Content.ToolResult>> results() {
        var calls = new HashMap<String, Call>();
        var results = new HashMap<Call, Queue<Content.ToolResult>>();
        for (Json.Obj step : steps.subList(1, steps.size())) {
            List<Json> messages = body(step).array("messages");
            for (Json message : messages.subList(messages.size() - 2, messages.size())) {
                for (Content block : turn(message).content()) {
                    if (block instanceof Content.ToolUse use) {
                        calls.put(use.toolUseId(), new Call(use.name(), use.input()));
                    } else if (block instanceof Content.ToolResult result) {
                        results.computeIfAbsent(
                                        Objects.requireNonNull(calls.get(result.toolUseId())),
                                        key -> new ArrayDeque<>())
                                .add(result);
                    }
                }
            }
        }
        return results;
    }

    /**
     * What is compared. Some recorders send empty lists and objects, which say nothing; some leave
     * out that a call is a {@code tool_use}, which Claude says, and some a tool's description.
     */
    static @Nullable Json lean(@Nullable Json json) {
        if (json == null || Json.array().equals(json) || Json.EMPTY.equals(json)) {
            return null;
        }
        return Json.parse(
                json.toString()
                        .replace(",\"type\":\"tool_use\"", "")
                        .replace("\"type\":\"tool_use\",", "")
                        .replace("\"description\":\"null\",", ""));
    }

    /** How many rounds of tools followed the question of this step. */
    int rounds(int question) {
        int rounds = 0;
        for (Json.Obj step : steps.subList(question + 1, steps.size())) {
            var last = (Json.Obj) body(step).array("messages").getLast();
            if (((Json.Obj) last.array("content").getFirst()).get("toolResult") == null) {
                break;
            }
            rounds++;
        }
        return rounds;
    }

    @Override
    public String toString() {
        return id;
    }
}
