package dev.outcrop.internal.protocol.vendor;

import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.history.OlderContent;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;

import java.util.List;

/**
 * Writes a request in a format that may not support all of its history. What was said before the
 * question is replaced by text where the format has no place for it.
 */
public final class SupportedRequest {
    private SupportedRequest() {}

    /**
     * Returns the body.
     *
     * @throws ValidationException if the format does not support the question or a setting
     */
    public static Json.Obj of(VendorCodec codec, ConverseRequest request, boolean streaming) {
        try {
            return codec.request(request, streaming);
        } catch (ValidationException e) {
            ConverseRequest replaced =
                    OlderContent.replaced(request, block -> supports(codec, request, block));
            if (replaced.equals(request)) {
                throw e;
            }
            return codec.request(replaced, streaming);
        }
    }

    /** Whether the format can write a conversation with only this block. */
    private static boolean supports(VendorCodec codec, ConverseRequest request, Content block) {
        List<Message> messages =
                block instanceof Content.ToolUse
                        ? List.of(Message.user("."), Message.assistant(block))
                        : List.of(Message.user(block));
        ConverseRequest only =
                ConverseRequest.builder(request.modelId()).messages(messages).build();
        try {
            codec.request(only, false);
            return true;
        } catch (ValidationException e) {
            return false;
        }
    }
}
