package dev.outcrop.local.internal.nativebody;

import dev.outcrop.json.Json;
import dev.outcrop.local.internal.catalog.Catalog;
import dev.outcrop.local.wire.ServiceError;

import java.util.regex.Pattern;

/** Validates native bodies of InvokeModel, for the families whose rules are known. */
public final class NativeBodies {
    private static final Pattern NOVA_FOR_CONVERSATIONS =
            Pattern.compile("amazon\\.nova-(2-)?(micro|lite|pro|premier|omni).*");

    private NativeBodies() {}

    /**
     * Validates a body.
     *
     * @throws ServiceError if the model would refuse it
     */
    public static void check(String modelId, Json.Obj body, MessagesSurface surface) {
        if (isNovaForConversations(modelId)) {
            NovaBody.check(body);
        } else {
            ClaudeBody.check(modelId, body, surface);
        }
    }

    /** Whether it is a Nova model whose bodies contain messages. */
    public static boolean isNovaForConversations(String modelId) {
        return NOVA_FOR_CONVERSATIONS.matcher(Catalog.bare(modelId)).matches();
    }
}
