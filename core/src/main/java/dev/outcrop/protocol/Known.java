package dev.outcrop.protocol;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.Facts;
import dev.outcrop.transport.Response;

import org.jspecify.annotations.Nullable;

/** What is known about a call, for whatever fails in it. One thread writes, any may read. */
final class Known {
    private final String modelId;
    private volatile @Nullable Response last;

    Known(String modelId) {
        this.modelId = modelId;
    }

    String modelId() {
        return modelId;
    }

    /** A try has a response. */
    void responded(Response response) {
        last = response;
    }

    /** The failure with what is known, and without the secrets of the call. */
    BedrockException in(BedrockException failure, int attempts) {
        Response response = last;
        Facts call = response == null ? Facts.NONE.withModelId(modelId) : response.facts();
        BedrockException known = failure.with(failure.facts().within(call).withAttempts(attempts));
        return response == null ? known : response.redaction().of(known);
    }
}
