package dev.outcrop.internal.protocol.converse;

import dev.outcrop.error.ErrorDetails;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.call.CallExecutor;
import dev.outcrop.internal.protocol.ModelPath;
import dev.outcrop.internal.protocol.ResponseBody;
import dev.outcrop.internal.stream.AnswerLimits;
import dev.outcrop.internal.transport.ServiceRequest;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.json.JsonWriter;
import dev.outcrop.message.Content;
import dev.outcrop.message.Source;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Calls ApplyGuardrail, whose content has the format of Converse's guard content. Safe for any
 * number of threads.
 */
public final class ApplyGuardrail {
    private static final Set<String> IMAGES = Set.of("png", "jpeg");

    private final CallExecutor calls;

    public ApplyGuardrail(CallExecutor calls) {
        this.calls = calls;
    }

    /**
     * Returns the service's response.
     *
     * @param source {@code INPUT} or {@code OUTPUT}
     * @param full whether the response lists policies that found nothing as well
     * @throws ValidationException if the content is empty, or of a kind that guardrails do not
     *     check
     */
    public Json.Obj call(
            String guardrail,
            String version,
            String source,
            List<Content> content,
            boolean full,
            Timeouts timeouts,
            Cancellation cancellation) {
        return calls.call(
                        "ApplyGuardrail",
                        new ServiceRequest(
                                path(guardrail, version),
                                ServiceRequest.JSON,
                                "",
                                Map.of(),
                                body(source, content, full),
                                0,
                                timeouts,
                                cancellation),
                        response -> ResponseBody.read(response, ApplyGuardrail::object))
                .value();
    }

    static String path(String guardrail, String version) {
        return "/guardrail/"
                + ModelPath.segment(ModelPath.checked(guardrail))
                + "/version/"
                + ModelPath.segment(ModelPath.checked(version))
                + "/apply";
    }

    static byte[] body(String source, List<Content> content, boolean full) {
        if (content.isEmpty()) {
            throw refused("there is no content", "Pass text or images.");
        }
        var blocks = new ArrayList<Content.GuardContent>(content.size());
        content.forEach(block -> blocks.add(guarded(block)));
        var written = new ArrayList<Json>(blocks.size());
        for (Content.GuardContent block : blocks) {
            written.add(block.toJson().object("guardContent"));
        }
        Json.Obj body =
                Json.EMPTY.with("source", Json.of(source)).with("content", new Json.Arr(written));
        Json.Obj asked = full ? body.with("outputScope", Json.of("FULL")) : body;
        return JsonWriter.wellFormedBytes(json -> json.value(asked));
    }

    private static Content.GuardContent guarded(Content block) {
        Content.GuardContent guarded =
                switch (block) {
                    case Content.GuardContent guard -> guard;
                    case Content.Text text -> new Content.GuardContent(text, List.of(), Json.EMPTY);
                    case Content.Image image ->
                            new Content.GuardContent(image, List.of(), Json.EMPTY);
                    default ->
                            throw refused(
                                    "a guardrail does not check "
                                            + block.getClass().getSimpleName(),
                                    "Pass text or images.");
                };
        if (guarded.guarded() instanceof Content.Image image
                && !(IMAGES.contains(image.format()) && image.source() instanceof Source.Bytes)) {
            throw refused(
                    "a guardrail checks images in png and jpeg that are sent as bytes",
                    "Convert the image.");
        }
        return guarded;
    }

    private static ValidationException refused(String what, String remedy) {
        return new ValidationException("not sent: " + what, ErrorDetails.NONE.withRemedy(remedy));
    }

    private static Json.Obj object(byte[] body) {
        if (Json.parse(body, AnswerLimits.JSON) instanceof Json.Obj object
                && object.string("action") != null) {
            return object;
        }
        throw new JsonException("an assessment must be an object with an action");
    }
}
