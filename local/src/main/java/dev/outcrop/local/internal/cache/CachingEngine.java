package dev.outcrop.local.internal.cache;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.engine.Question;
import dev.outcrop.local.wire.Event;

import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * An engine whose answers report prompt caching in their usage, as Bedrock does: prefixes up to a
 * {@code cachePoint} in the order tools, system, messages; a minimum size by family; a lifetime of
 * five minutes or one hour, extended by every read; on Claude, a search of 20 blocks back. Only
 * digests are stored, and answers are not faster.
 *
 * <p>For engines that count tokens by {@link dev.outcrop.local.engine.InputTokens}. Safe for
 * several threads.
 */
public final class CachingEngine implements Engine {
    private final Engine engine;
    private final PromptCache cache;

    public CachingEngine(Engine engine, InstantSource clock) {
        this.engine = engine;
        this.cache = new PromptCache(clock);
    }

    @Override
    public void answer(Question question, Consumer<Event> out) {
        var prompt = new PromptPrefixes(question.modelId(), question.body());
        if (prompt.points().isEmpty()) {
            engine.answer(question, out);
            return;
        }
        CacheFamily family = CacheFamily.of(question.modelId());
        CacheRules.check(prompt.points(), family);
        CacheUsage use = cache.use(prompt, family);
        engine.answer(
                question,
                event -> {
                    // A rejected request changes nothing in the cache.
                    if (event.type().equals("messageStart")) {
                        cache.keep(prompt, family);
                    }
                    out.accept(accounted(event, use));
                });
    }

    private static Event accounted(Event event, CacheUsage use) {
        if (!event.type().equals("metadata")) {
            return event;
        }
        Json.Obj usage = use.in(event.payload().object("usage"));
        return new Event("metadata", event.payload().with("usage", usage));
    }
}
