package dev.outcrop.local.internal.guardrail;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.TokenCounter;
import dev.outcrop.local.wire.Event;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The events of an answer to which a guardrail is applied. Only texts are evaluated, not thinking
 * and not the input of tools. For one answer, one thread.
 */
final class GuardedOutput {
    static final String INTERVENED = "guardrail_intervened";

    private final GuardrailVersion guardrail;
    private final GuardrailTrace trace;
    private final Evaluation input;
    private final GroundingFilter.Context context;
    private final Consumer<Event> out;
    private final Map<Long, StringBuilder> texts = new TreeMap<>();
    private final List<Event> kept = new ArrayList<>();
    private boolean isCutOff;

    GuardedOutput(
            GuardrailVersion guardrail,
            GuardrailTrace trace,
            Evaluation input,
            GroundingFilter.Context context,
            Consumer<Event> out) {
        this.guardrail = guardrail;
        this.trace = trace;
        this.input = input;
        this.context = context;
        this.out = out;
    }

    /** Keeps an event until {@link #release}. */
    void keep(Event event) {
        collect(event);
        kept.add(event);
    }

    /**
     * Sends the kept events, or the guardrail's message in their place.
     *
     * @param complete false if the engine broke off
     */
    void release(boolean complete) {
        if (kept.isEmpty()) {
            return;
        }
        Evaluation output = evaluation();
        if (output.isBlocked()) {
            out.accept(Event.messageStart());
            out.accept(Event.textDelta(0, guardrail.message(GuardDirection.OUTPUT)));
            out.accept(Event.blockStop(0));
            out.accept(Event.messageStop(INTERVENED));
            if (complete) {
                out.accept(new Event("metadata", traced(metadata(), output)));
            }
        } else {
            var masks = new Masks(output);
            kept.forEach(event -> masks.send(event, output));
        }
    }

    /**
     * Sends an event at once, as {@code streamProcessingMode} {@code async} does. A text that is
     * blocked has been sent by then; the answer ends after it. Nothing is masked.
     */
    void passOn(Event event) {
        collect(event);
        switch (event.type()) {
            case "contentBlockStop" -> {
                if (!isCutOff && evaluation().isBlocked()) {
                    long index = event.payload().integer("contentBlockIndex", 0);
                    String message = guardrail.message(GuardDirection.OUTPUT);
                    out.accept(Event.textDelta((int) index, message));
                    out.accept(event);
                    out.accept(Event.messageStop(INTERVENED));
                    isCutOff = true;
                } else {
                    unlessCutOff(event);
                }
            }
            case "metadata" ->
                    out.accept(new Event("metadata", traced(event.payload(), evaluation())));
            default -> unlessCutOff(event);
        }
    }

    private void unlessCutOff(Event event) {
        if (!isCutOff) {
            out.accept(event);
        }
    }

    private void collect(Event event) {
        if (event.type().equals("contentBlockDelta")
                && event.payload().object("delta").get("text") instanceof Json.Str(String text)) {
            long index = event.payload().integer("contentBlockIndex", 0);
            texts.computeIfAbsent(index, block -> new StringBuilder()).append(text);
        }
    }

    private Evaluation evaluation() {
        List<String> said = texts.values().stream().map(StringBuilder::toString).toList();
        return Evaluation.of(guardrail, GuardDirection.OUTPUT, GuardedText.of(said, context));
    }

    private Json.Obj metadata() {
        return kept.getLast().type().equals("metadata") ? kept.getLast().payload() : Json.EMPTY;
    }

    private Json.Obj traced(Json.Obj metadata, Evaluation output) {
        List<String> said =
                output.intervened()
                        ? texts.values().stream().map(StringBuilder::toString).toList()
                        : List.of();
        return trace.in(metadata, input, output, said);
    }

    /** Sends events with masked texts in place of those of the model. */
    private final class Masks {
        private final Map<Long, String> changed = new TreeMap<>();

        Masks(Evaluation output) {
            Iterator<String> masked = output.masked().iterator();
            texts.forEach(
                    (index, text) -> {
                        String told = masked.next();
                        if (!told.contentEquals(text)) {
                            changed.put(index, told);
                        }
                    });
        }

        void send(Event event, Evaluation output) {
            long index = event.payload().integer("contentBlockIndex", 0);
            boolean isText = event.payload().object("delta").get("text") != null;
            switch (event.type()) {
                case "contentBlockDelta" -> {
                    if (!isText || !changed.containsKey(index)) {
                        out.accept(event);
                    }
                }
                case "contentBlockStop" -> {
                    TokenCounter.words(changed.getOrDefault(index, ""))
                            .forEach(word -> out.accept(Event.textDelta((int) index, word)));
                    out.accept(event);
                }
                case "messageStop" -> {
                    // A call of a tool stays one, whatever is masked beside it.
                    boolean calls = "tool_use".equals(event.payload().string("stopReason"));
                    out.accept(output.isMasked() && !calls ? Event.messageStop(INTERVENED) : event);
                }
                case "metadata" ->
                        out.accept(new Event("metadata", traced(event.payload(), output)));
                default -> out.accept(event);
            }
        }
    }
}
