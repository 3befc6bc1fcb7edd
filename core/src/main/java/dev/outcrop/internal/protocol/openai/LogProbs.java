package dev.outcrop.internal.protocol.openai;

import dev.outcrop.internal.protocol.vendor.VendorMembers;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Turn;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The log probabilities of an answer: beside a choice of Chat Completions, in the text parts of
 * Responses, and in the fields that Converse returns of a model's own response.
 */
public final class LogProbs {
    /** The JSON pointer of the log probabilities in a model's own response. */
    public static final String POINTER = "/choices/0/logprobs";

    private static final String MEMBER = "logprobs";

    /** Converse may name a field by its path. */
    private static final List<String> NAMES = List.of(MEMBER, POINTER);

    /** The members around the log probabilities in Converse's fields. */
    private static final int DEEPEST = 4;

    private LogProbs() {}

    /**
     * Returns one element for each token of the answer, each with {@code token} and {@code
     * logprob}; empty if there are none.
     */
    public static List<Json.Obj> of(Turn turn) {
        var all = new ArrayList<Json.Obj>();
        for (Content block : turn.content()) {
            if (block instanceof Content.Text text) {
                Json.Obj own = VendorMembers.RESPONSES.of(text.more());
                add(own.object(ResponsesItems.PART).array(MEMBER), all);
            }
        }
        Turn.Metadata metadata = turn.metadata();
        if (!all.isEmpty() || metadata == null) {
            return all;
        }
        Json.Obj more = metadata.more();
        if (!more.array("choices").isEmpty()
                && more.array("choices").getFirst() instanceof Json.Obj choice) {
            add(choice.object(MEMBER).array("content"), all);
        } else {
            Json returned = more.get("additionalModelResponseFields");
            Json.Obj found = returned == null ? null : within(returned, DEEPEST);
            add(found == null ? List.of() : found.array("content"), all);
        }
        return all;
    }

    private static Json.@Nullable Obj within(Json json, int levels) {
        if (json instanceof Json.Obj object) {
            for (String name : NAMES) {
                if (object.get(name) instanceof Json.Obj found) {
                    return found;
                }
            }
        }
        List<Json> inner =
                switch (json) {
                    case Json.Obj object -> List.copyOf(object.members().values());
                    case Json.Arr(List<Json> elements) -> elements;
                    default -> List.of();
                };
        for (Json value : levels == 0 ? List.<Json>of() : inner) {
            Json.Obj found = within(value, levels - 1);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static void add(List<Json> elements, List<Json.Obj> all) {
        for (Json element : elements) {
            if (element instanceof Json.Obj token && token.string("token") != null) {
                all.add(token);
            }
        }
    }
}
