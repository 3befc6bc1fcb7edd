package dev.outcrop.internal.model;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.internal.history.Producer;
import dev.outcrop.internal.history.Provenance;
import dev.outcrop.internal.history.SendableHistory;
import dev.outcrop.internal.history.VendorBlocks;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.Turn;
import dev.outcrop.settings.Protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The thinking of a model that checks what came before it. A block whose prefix has changed since
 * it was produced is left out of the request, which the model would refuse; if the prefix is the
 * same again later, it is sent again.
 *
 * @param request the request without such blocks
 * @param end the digest of the whole request; it is not changed any more
 * @see dev.outcrop.internal.family.PreservedThinkingRules
 */
record PreservedThinking(ConverseRequest request, PrefixDigest end) {
    /** Compares each block with what comes before it now. */
    static PreservedThinking of(
            ConverseRequest request, ModelName model, Protocol protocol, Json.Obj apiArgs) {
        ConverseRequest sent =
                SendableHistory.of(VendorBlocks.without(request, Provenance.MEMBER), model);
        var digest = new PrefixDigest(sent, protocol, apiArgs);
        Set<Content> outdated = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Message message : sent.messages()) {
            digest.begin(message.role());
            for (Content block : message.content()) {
                if (block instanceof Content.Reasoning thought && isOutdated(thought, digest)) {
                    outdated.add(block);
                } else {
                    digest.add(block);
                }
            }
        }
        return new PreservedThinking(without(request, outdated), digest);
    }

    private static boolean isOutdated(Content.Reasoning thought, PrefixDigest digest) {
        String prefix = Provenance.of(thought).prefix();
        return prefix != null && !prefix.equals(digest.value());
    }

    private static ConverseRequest without(ConverseRequest request, Set<Content> outdated) {
        if (outdated.isEmpty()) {
            return request;
        }
        var messages = new ArrayList<Message>(request.messages().size());
        for (Message message : request.messages()) {
            List<Content> kept =
                    message.content().stream().filter(block -> !outdated.contains(block)).toList();
            messages.add(message.withContent(kept));
        }
        return request.toBuilder().messages(messages).build();
    }

    /** Returns the answer to the request, with the prefix of each block of thinking recorded. */
    Turn recorded(Turn answer, Producer producer) {
        PrefixDigest digest = end.copy();
        digest.begin(answer.role());
        var content = new ArrayList<Content>(answer.content().size());
        for (Content block : answer.content()) {
            content.add(
                    block instanceof Content.Reasoning thought
                            ? new Provenance(producer, digest.value()).in(thought)
                            : block);
            digest.add(block);
        }
        return new Turn(answer.message().withContent(content), answer.metadata());
    }
}
