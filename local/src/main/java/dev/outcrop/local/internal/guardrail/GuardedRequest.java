package dev.outcrop.local.internal.guardrail;

import dev.outcrop.json.Json;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The texts of a Converse request that a guardrail evaluates: those in {@code guardContent}, if
 * there are any; else all texts and tool results of the user, those of earlier turns too.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-use-converse-api.html">Guardrails
 *     with Converse</a>
 */
final class GuardedRequest {
    private final Json.Obj body;
    private final boolean isMarked;

    GuardedRequest(Json.Obj body) {
        this.body = body;
        this.isMarked = isMarked(body.array("system")) || isMarkedInMessages(body);
    }

    GuardedText text() {
        var collector = new GuardedText.Collector();
        new Walk(collector, text -> text).body();
        return collector.text();
    }

    /** Returns the body with other texts in place of those that are guarded, in the same order. */
    Json.Obj with(List<String> texts) {
        Iterator<String> next = texts.iterator();
        return new Walk(new GuardedText.Collector(), text -> next.next()).body();
    }

    private static boolean isMarkedInMessages(Json.Obj body) {
        return body.array("messages").stream()
                .anyMatch(
                        message ->
                                message instanceof Json.Obj object
                                        && isMarked(object.array("content")));
    }

    private static boolean isMarked(List<Json> blocks) {
        return blocks.stream()
                .anyMatch(
                        block ->
                                block instanceof Json.Obj object
                                        && object.get("guardContent") != null);
    }

    /** Visits the texts in the order of the request. */
    private final class Walk {
        private final GuardedText.Collector collector;
        private final UnaryOperator<String> replacement;

        Walk(GuardedText.Collector collector, UnaryOperator<String> replacement) {
            this.collector = collector;
            this.replacement = replacement;
        }

        Json.Obj body() {
            Json.Obj changed = body;
            if (body.get("system") != null) {
                changed = changed.with("system", blocks(body.array("system"), false));
            }
            var messages = new ArrayList<Json>();
            for (Json message : body.array("messages")) {
                boolean isUser =
                        message instanceof Json.Obj object && "user".equals(object.string("role"));
                messages.add(
                        message instanceof Json.Obj object
                                ? object.with("content", blocks(object.array("content"), isUser))
                                : message);
            }
            return changed.with("messages", new Json.Arr(messages));
        }

        private Json blocks(List<Json> blocks, boolean isUser) {
            var changed = new ArrayList<Json>();
            for (Json block : blocks) {
                changed.add(block instanceof Json.Obj object ? block(object, isUser) : block);
            }
            return new Json.Arr(changed);
        }

        private Json.Obj block(Json.Obj block, boolean isUser) {
            if (block.get("guardContent") instanceof Json.Obj guarded) {
                return block.with("guardContent", guardContent(guarded));
            }
            if (!isUser) {
                return block;
            }
            for (Map.Entry<String, Json> member : block.members().entrySet()) {
                switch (member.getKey()) {
                    case "text" -> {
                        return block.with("text", text(member.getValue()));
                    }
                    case "toolResult" -> {
                        return block.with("toolResult", toolResult(member.getValue()));
                    }
                    case "image" -> collector.image();
                    default -> {
                        // Documents and other media are not evaluated.
                    }
                }
            }
            return block;
        }

        private Json text(Json text) {
            if (!(text instanceof Json.Str(String told))) {
                return text;
            }
            if (isMarked) {
                collector.unguarded(told);
                return text;
            }
            collector.guarded(told);
            return Json.of(replacement.apply(told));
        }

        private Json toolResult(Json result) {
            return result instanceof Json.Obj object
                    ? object.with("content", blocks(object.array("content"), true))
                    : result;
        }

        private Json.Obj guardContent(Json.Obj guarded) {
            if (guarded.get("image") != null) {
                collector.image();
            }
            return guarded.get("text") instanceof Json.Obj text && collector.qualified(text)
                    ? guarded.with("text", replaced(text))
                    : guarded;
        }

        private Json.Obj replaced(Json.Obj text) {
            String told = text.string("text");
            return text.with("text", Json.of(replacement.apply(told == null ? "" : told)));
        }
    }
}
