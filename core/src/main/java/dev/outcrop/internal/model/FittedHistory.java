package dev.outcrop.internal.model;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.internal.Warnings;
import dev.outcrop.internal.family.PreservedThinkingRules;
import dev.outcrop.internal.family.ReasoningRules;
import dev.outcrop.internal.family.SystemRules;
import dev.outcrop.internal.family.ThinkingRoundRules;
import dev.outcrop.internal.history.OwnThinking;
import dev.outcrop.internal.history.Producer;
import dev.outcrop.internal.history.SystemMessages;
import dev.outcrop.internal.history.ThinkingRound;
import dev.outcrop.json.Json;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.settings.Protocol;

import org.jspecify.annotations.Nullable;

/**
 * A request with a conversation that the receiving model accepts: system messages where it takes
 * them, and no thinking but its own.
 *
 * @param producer this model
 * @param preserved null if the model does not check what came before its thinking
 */
record FittedHistory(
        ConverseRequest request, Producer producer, @Nullable PreservedThinking preserved) {
    static FittedHistory of(
            ConverseRequest request,
            Producer self,
            ModelName name,
            Protocol protocol,
            Json.Obj apiArgs,
            Warnings warnings) {
        SystemRules rules = SystemRules.of(name);
        boolean converse = protocol == Protocol.CONVERSE;
        ConverseRequest placed =
                SystemMessages.placed(
                        request,
                        rules == SystemRules.UNSUPPORTED && !converse ? SystemRules.FRONT : rules,
                        warnings);
        ConverseRequest own = OwnThinking.in(placed, self, ReasoningRules.of(name));
        PreservedThinking preserved =
                PreservedThinkingRules.apply(name)
                        ? PreservedThinking.of(own, name, protocol, apiArgs)
                        : null;
        ConverseRequest sent = preserved == null ? own : preserved.request();
        return new FittedHistory(
                ThinkingRoundRules.apply(name) ? ThinkingRound.in(sent, warnings) : sent,
                self,
                preserved);
    }
}
