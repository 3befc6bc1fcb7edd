package dev.outcrop.local.internal.quota;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.engine.InputTokens;
import dev.outcrop.local.engine.Question;
import dev.outcrop.local.engine.Quotas;
import dev.outcrop.local.wire.Event;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * An engine with quotas for each model. A call reserves its input and its {@code maxTokens}; when
 * it ends, it has used its input, its cache writes, and its output times the burn-down. Cache reads
 * are free; a rejected call has used nothing. Safe for several threads.
 */
public final class QuotaEngine implements Engine {
    private final Engine engine;
    private final Quotas quotas;
    private final InstantSource clock;
    private final Map<String, ModelQuota> accounts = new ConcurrentHashMap<>();

    public QuotaEngine(Engine engine, Quotas quotas, InstantSource clock) {
        this.engine = engine;
        this.quotas = quotas;
        this.clock = clock;
    }

    @Override
    public void answer(Question question, Consumer<Event> out) {
        ModelQuota account =
                accounts.computeIfAbsent(
                        question.modelId(), modelId -> new ModelQuota(quotas, clock));
        Json.Obj body = question.body();
        long input = InputTokens.of(question);
        long output = body.object("inferenceConfig").integer("maxTokens", quotas.maxTokens());
        long reserved = Sum.of(input, output);
        account.reserve(reserved);
        var used = new AtomicLong();
        try {
            engine.answer(
                    question,
                    event -> {
                        switch (event.type()) {
                            case "messageStart" -> used.set(input);
                            case "metadata" -> used.set(used(question.modelId(), event));
                            default -> {
                                // Counted at the end.
                            }
                        }
                        out.accept(event);
                    });
        } finally {
            account.settle(reserved, used.get());
        }
    }

    private long used(String modelId, Event metadata) {
        Json.Obj usage = metadata.payload().object("usage");
        return Sum.of(
                usage.integer("inputTokens", 0),
                usage.integer("cacheWriteInputTokens", 0),
                Sum.times(usage.integer("outputTokens", 0), quotas.burnDown().applyAsInt(modelId)));
    }
}
