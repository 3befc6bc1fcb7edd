package dev.outcrop.internal.protocol.invoke;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.ToolChoice;
import dev.outcrop.message.ToolConfig;
import dev.outcrop.message.ToolDefinition;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A conversation in Command R's form: what was said, and apart from it the message that is to be
 * answered, or the results that were asked for. For one request.
 */
final class CommandRHistory {
    private final UnsupportedInvokeSettings uncarried;

    /** Calls by their ids, because a result repeats its call. */
    private final Map<String, Json.Obj> calls = new LinkedHashMap<>();

    CommandRHistory(UnsupportedInvokeSettings uncarried) {
        this.uncarried = uncarried;
    }

    Json.Obj body(ConverseRequest request) {
        List<Message> messages = request.messages();
        if (messages.isEmpty() || !messages.getLast().role().equals(Role.USER)) {
            throw uncarried.but("continued assistant messages");
        }
        var history = new ArrayList<Json>();
        for (Message message : messages.subList(0, messages.size() - 1)) {
            history.addAll(turns(message));
        }
        Json.Obj body = last(messages.getLast());
        if (!history.isEmpty()) {
            body = body.with("chat_history", new Json.Arr(history));
        }
        String system = words(request.system());
        if (!system.isEmpty()) {
            body = body.with("preamble", Json.of(system));
        }
        ToolConfig tools = request.toolConfig();
        return tools == null || tools.toolChoice() instanceof ToolChoice.None
                ? body
                : body.with("tools", tools(tools));
    }

    /** The results of calls are sent beside an empty message, which has no place for words. */
    private Json.Obj last(Message message) {
        String said = words(message.content());
        List<Json> results = results(message.content());
        if (results.isEmpty()) {
            return Json.EMPTY.with("message", Json.of(said));
        }
        if (!said.isEmpty()) {
            throw uncarried.but("words beside the results of tools");
        }
        return Json.EMPTY.with("message", Json.of("")).with("tool_results", new Json.Arr(results));
    }

    private List<Json> turns(Message message) {
        var turns = new ArrayList<Json>();
        boolean user = message.role().equals(Role.USER);
        String said = words(message.content());
        List<Json> results = results(message.content());
        var asked = new ArrayList<Json>();
        for (Content block : message.content()) {
            if (block instanceof Content.ToolUse use) {
                Json.Obj call =
                        Json.EMPTY
                                .with("name", Json.of(use.name()))
                                .with("parameters", use.input());
                calls.put(use.toolUseId(), call);
                asked.add(call);
            }
        }
        if (!results.isEmpty()) {
            turns.add(
                    Json.EMPTY
                            .with("role", Json.of("TOOL"))
                            .with("tool_results", new Json.Arr(results)));
        }
        if (!said.isEmpty() || !asked.isEmpty()) {
            Json.Obj turn =
                    Json.EMPTY
                            .with("role", Json.of(user ? "USER" : "CHATBOT"))
                            .with("message", Json.of(said));
            turns.add(asked.isEmpty() ? turn : turn.with("tool_calls", new Json.Arr(asked)));
        }
        return turns;
    }

    private List<Json> results(List<Content> content) {
        var results = new ArrayList<Json>();
        for (Content block : content) {
            if (block instanceof Content.ToolResult result) {
                Json.Obj call = calls.getOrDefault(result.toolUseId(), Json.EMPTY);
                var outputs = new ArrayList<Json>();
                for (Content part : result.content()) {
                    outputs.add(output(part, result.isError()));
                }
                results.add(Json.EMPTY.with("call", call).with("outputs", new Json.Arr(outputs)));
            }
        }
        return results;
    }

    private Json output(Content part, boolean error) {
        if (part instanceof Content.JsonValue value && value.json() instanceof Json.Obj object) {
            return object;
        }
        Json said =
                switch (part) {
                    case Content.JsonValue value -> value.json();
                    case Content.Text text -> Json.of(text.text());
                    default -> throw uncarried.but("media in the results of tools");
                };
        return Json.EMPTY.with(error ? "error" : "result", said);
    }

    private String words(List<Content> content) {
        var words = new StringBuilder();
        for (Content block : content) {
            switch (block) {
                case Content.Text text -> words.append(text.text());
                case Content.CitedText cited -> words.append(cited.text());
                case Content.Reasoning ignored -> {}
                case Content.CachePoint ignored -> {}
                case Content.ToolUse ignored -> {}
                case Content.ToolResult ignored -> {}
                case Content.Image ignored -> throw uncarried.but("images");
                case Content.Document ignored -> throw uncarried.but("documents");
                case Content.Video ignored -> throw uncarried.but("videos");
                case Content.Audio ignored -> throw uncarried.but("sounds");
                case Content.SearchResult ignored -> throw uncarried.but("search results");
                case Content.GuardContent ignored -> throw uncarried.but("guard content");
                case Content.JsonValue ignored -> throw uncarried.but("JSON beside tools");
                case Content.ToolAddition ignored -> throw uncarried.but("changes of tools");
                case Content.ToolRemoval ignored -> throw uncarried.but("changes of tools");
                case Content.Unknown unknown ->
                        throw uncarried.but("content of the kind " + unknown.name());
            }
        }
        return words.toString();
    }

    private Json tools(ToolConfig config) {
        @Nullable ToolChoice choice = config.toolChoice();
        if (choice != null && !(choice instanceof ToolChoice.Auto)) {
            throw uncarried.but("choices of tools");
        }
        var tools = new ArrayList<Json>();
        for (ToolDefinition definition : config.tools()) {
            switch (definition) {
                case ToolDefinition.Spec spec -> tools.add(CommandRTool.of(spec, uncarried));
                case Content.CachePoint ignored -> {}
                case ToolDefinition.SystemTool ignored -> throw uncarried.but("system tools");
                case ToolDefinition.Unknown ignored -> throw uncarried.but("tools of that kind");
            }
        }
        return new Json.Arr(tools);
    }
}
