package dev.outcrop.internal.protocol.invoke;

import dev.outcrop.internal.protocol.ThinkingTags;
import dev.outcrop.internal.protocol.vendor.VendorCodec;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Turn;
import dev.outcrop.settings.Extraction;

/**
 * The body of a model that reads and writes one text: a template, and names of the members.
 *
 * @param name whose format it is, in words for a person
 * @param thinking how thinking is marked in the text
 */
record PromptFormat(
        String name,
        ChatTemplate template,
        PromptFields fields,
        AnswerFields answer,
        ThinkingTags thinking)
        implements VendorCodec {
    @Override
    public Json.Obj request(ConverseRequest request, boolean streaming) {
        var uncarried = new UnsupportedInvokeSettings(name, request.modelId());
        if (request.outputConfig() != null) {
            throw uncarried.but("output configuration");
        }
        PromptConversation conversation =
                PromptConversation.of(request, template.tokens(), template.imageMark(), uncarried);
        Json.Obj body =
                fields.body(template.prompt(conversation), request.inferenceConfig(), uncarried);
        if (!conversation.images().isEmpty()) {
            body = body.with("images", Json.from(conversation.images()));
        }
        body = body.merged(request.more());
        return request.additionalModelRequestFields() instanceof Json.Obj own
                ? body.merged(own)
                : body;
    }

    @Override
    public Turn turn(Json.Obj body) {
        StopReason reason = answer.reason(body);
        if (reason == null && InvocationMetrics.intervened(body)) {
            reason = StopReason.GUARDRAIL_INTERVENED;
        }
        Json text = answer.text().in(body);
        if (reason == null || text == null) {
            throw new JsonException("an answer of " + name + " must have a text and a reason");
        }
        var message = new Message(Role.ASSISTANT, thinking.blocks(words(text)));
        boolean sayable = text.equals(Json.of(thinking.text(message.content())));
        Json.Obj rest = sayable ? answer.text().removed(body) : body;
        return new Turn(message, new Turn.Metadata(reason, answer.usage(body), rest, null));
    }

    private static String words(Json text) {
        return text instanceof Json.Str(String words) ? words : "";
    }

    @Override
    public Json.Obj response(Turn turn) {
        Json.Obj said = turn.metadata() == null ? Json.EMPTY : turn.metadata().more();
        return answer.text().in(said) == null
                ? answer.text().put(said, Json.of(thinking.text(turn.content())))
                : said;
    }

    @Override
    public boolean carries(Extraction.Via via) {
        return via == Extraction.Via.TEXT;
    }

    @Override
    public Pieces pieces() {
        return new PromptStream(answer, thinking.reader());
    }
}
