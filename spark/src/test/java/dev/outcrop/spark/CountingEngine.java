package dev.outcrop.spark;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.engine.Question;
import dev.outcrop.local.rules.RuleEngine;
import dev.outcrop.local.wire.Event;
import dev.outcrop.local.wire.ServiceError;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Answers, and counts how often each prompt was asked. A prompt that says so is refused. */
final class CountingEngine implements Engine {
    private final Engine rules = new RuleEngine();
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();

    @Override
    public void answer(Question question, Consumer<Event> out) {
        String prompt = prompt(question);
        asked.merge(prompt, 1, Integer::sum);
        if (prompt.contains("Refuse this.")) {
            throw new ServiceError("ValidationException", 400, "This prompt is refused.");
        }
        if (!prompt.startsWith("Row ")) {
            rules.answer(question, out);
            return;
        }
        out.accept(Event.messageStart());
        out.accept(Event.textDelta(0, "Answer to " + prompt));
        out.accept(Event.blockStop(0));
        out.accept(Event.messageStop("end_turn"));
        out.accept(Event.metadata(10, 5));
    }

    private static String prompt(Question question) {
        Json message = question.body().array("messages").get(0);
        Json content = ((Json.Obj) message).array("content").get(0);
        return String.valueOf(((Json.Obj) content).string("text"));
    }

    /** How often each prompt was asked. */
    Map<String, Integer> asked() {
        return Map.copyOf(asked);
    }

    /** How many calls there were beyond one for each prompt. */
    int repeated() {
        return asked.values().stream().mapToInt(times -> times - 1).sum();
    }
}
