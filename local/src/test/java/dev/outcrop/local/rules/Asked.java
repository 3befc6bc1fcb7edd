package dev.outcrop.local.rules;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.Question;
import dev.outcrop.local.wire.Event;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** What the rehearsal says to a body, written with single quotes. */
record Asked(List<Event> events) {
    static final String CLAUDE = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";

    static Asked of(String body) {
        return of((Json.Obj) Json.parse(body.replace('\'', '"')));
    }

    static Asked of(Json.Obj body) {
        return of(body, ToolCalling.ALWAYS);
    }

    static Asked of(Json.Obj body, ToolCalling calling) {
        var events = new ArrayList<Event>();
        new RuleEngine(time -> {}).with(calling).answer(new Question(CLAUDE, body), events::add);
        return new Asked(events);
    }

    /** The body of a conversation with one question, and other members. */
    static Json.Obj body(String question, String others) {
        String rest = "{" + others.replace('\'', '"') + "}";
        return ((Json.Obj) Json.parse(rest))
                .with(
                        "messages",
                        Json.parse(
                                "[{\"role\":\"user\",\"content\":[{\"text\":"
                                        + Json.of(question)
                                        + "}]}]"));
    }

    String stopReason() {
        return String.valueOf(payload("messageStop").string("stopReason"));
    }

    Json.Obj usage() {
        return payload("metadata").object("usage");
    }

    Json.Obj payload(String type) {
        return events.stream()
                .filter(event -> event.type().equals(type))
                .findFirst()
                .orElseThrow()
                .payload();
    }

    String text() {
        return joined("text", null);
    }

    /** All input of tools, put together. */
    String input() {
        return joined("input", "toolUse");
    }

    String reasoning(String member) {
        return joined(member, "reasoningContent");
    }

    List<Json.Obj> deltas() {
        return events.stream()
                .filter(event -> event.type().equals("contentBlockDelta"))
                .map(event -> event.payload().object("delta"))
                .toList();
    }

    List<Json.Obj> starts() {
        return events.stream()
                .filter(event -> event.type().equals("contentBlockStart"))
                .map(event -> event.payload().object("start").object("toolUse"))
                .toList();
    }

    private String joined(String member, @Nullable String inside) {
        var all = new StringBuilder();
        for (Json.Obj delta : deltas()) {
            String piece = (inside == null ? delta : delta.object(inside)).string(member);
            all.append(piece == null ? "" : piece);
        }
        return all.toString();
    }
}
