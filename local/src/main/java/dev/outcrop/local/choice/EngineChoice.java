package dev.outcrop.local.choice;

import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.script.ScriptFile;
import dev.outcrop.local.wire.RequestHandler;

/** Who answers for some models. */
public sealed interface EngineChoice {
    ModelPattern models();

    /** Behind validation, caching and the shapes of each operation. */
    record OfEngine(ModelPattern models, Engine engine) implements EngineChoice {}

    /** In place of the whole service. */
    record OfStandIn(ModelPattern models, RequestHandler standIn) implements EngineChoice {}

    /** Word for word. */
    record OfScript(ModelPattern models, ScriptFile script) implements EngineChoice {}
}
