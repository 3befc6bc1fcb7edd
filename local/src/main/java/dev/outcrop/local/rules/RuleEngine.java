package dev.outcrop.local.rules;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.engine.InputTokens;
import dev.outcrop.local.engine.Question;
import dev.outcrop.local.engine.Sleeper;
import dev.outcrop.local.wire.Event;
import dev.outcrop.local.wire.ServiceError;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Answers without a model, by rules: the same question gets the same answer, which first says so.
 *
 * <p>Calls the tools that fit a question best, as {@link ToolCalling} says, fills JSON schemas,
 * writes thinking if it is enabled, cites documents, and respects {@code maxTokens} and {@code
 * stopSequences}. Ask it “what can you do” for the prompts that show more. An answer depends on the
 * request only.
 */
public final class RuleEngine implements Engine {
    private static final long MAX_TOKENS = 4_096;
    private static final int EVENTS_BEFORE_BREAKING_OFF = 4;
    private static final Duration SLOW = Duration.ofMillis(150);

    private final Sleeper sleeper;
    private final ToolCalling tools;

    public RuleEngine() {
        this(Thread::sleep);
    }

    /**
     * Creates an engine whose delays use the given sleeper.
     *
     * @param sleeper for prompts that ask for a slow answer
     */
    public RuleEngine(Sleeper sleeper) {
        this(sleeper, ToolCalling.ALWAYS);
    }

    private RuleEngine(Sleeper sleeper, ToolCalling tools) {
        this.sleeper = sleeper;
        this.tools = tools;
    }

    /** Returns an engine that calls tools as given; unless set, {@link ToolCalling#ALWAYS}. */
    public RuleEngine with(ToolCalling calling) {
        return new RuleEngine(sleeper, calling);
    }

    @Override
    public void answer(Question question, Consumer<Event> out) {
        var prompt = new Prompt(question);
        Signatures.check(prompt);
        String asked = prompt.asked();
        ServiceError error = Demos.error(asked);
        if (error != null && !Demos.breaksOff(asked)) {
            throw error;
        }
        Answer answer = limited(AnswerPlanner.answer(prompt, tools), question);
        Consumer<Event> said = Demos.isSlow(asked) ? slowly(out) : out;
        new AnswerStreamer(error == null ? said : breakingOff(said, error)).say(answer);
        out.accept(Event.metadata(InputTokens.of(question), answer.tokens()));
    }

    private Consumer<Event> slowly(Consumer<Event> out) {
        return event -> {
            if (event.type().equals("contentBlockDelta")) {
                sleeper.pause(SLOW);
            }
            out.accept(event);
        };
    }

    private static Consumer<Event> breakingOff(Consumer<Event> out, ServiceError error) {
        var left = new AtomicInteger(EVENTS_BEFORE_BREAKING_OFF);
        return event -> {
            if (left.getAndDecrement() == 0) {
                throw error;
            }
            out.accept(event);
        };
    }

    private static Answer limited(Answer answer, Question question) {
        Json.Obj limits = question.body().object("inferenceConfig");
        // An input without a limit is not truncated: the rest would not fit its schema.
        long most = answer.hasCalls() ? Math.max(MAX_TOKENS, answer.tokens()) : MAX_TOKENS;
        return answer.within(limits.integer("maxTokens", most), limits.array("stopSequences"));
    }
}
