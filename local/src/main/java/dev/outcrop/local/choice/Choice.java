package dev.outcrop.local.choice;

import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.script.ScriptFile;
import dev.outcrop.local.wire.StandIn;

/** Who answers for some models. */
public sealed interface Choice {
    ModelPattern models();

    /** Behind validation, caching and the shapes of each operation. */
    record OfEngine(ModelPattern models, Engine engine) implements Choice {}

    /** In place of the whole service. */
    record OfStandIn(ModelPattern models, StandIn standIn) implements Choice {}

    /** Word for word. */
    record OfScript(ModelPattern models, ScriptFile script) implements Choice {}
}
