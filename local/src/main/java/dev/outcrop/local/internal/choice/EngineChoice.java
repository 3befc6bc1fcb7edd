package dev.outcrop.local.internal.choice;

import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.script.ScriptFile;
import dev.outcrop.local.wire.RequestHandler;

/** What answers requests to some models. */
public sealed interface EngineChoice {
    ModelPattern models();

    /** An engine, called after validation, with caching and the formats of each operation. */
    record OfEngine(ModelPattern models, Engine engine) implements EngineChoice {}

    /** A handler in place of the whole service. */
    record OfStandIn(ModelPattern models, RequestHandler standIn) implements EngineChoice {}

    /** A script, whose answers are sent unchanged. */
    record OfScript(ModelPattern models, ScriptFile script) implements EngineChoice {}
}
