package dev.outcrop.internal.call;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.internal.transport.ServiceResponse;

import org.jspecify.annotations.Nullable;

/** What is known about a call, for whatever fails in it. One thread writes, any may read. */
final class Known {
    private final String modelId;
    private volatile @Nullable ServiceResponse last;

    Known(String modelId) {
        this.modelId = modelId;
    }

    String modelId() {
        return modelId;
    }

    /** A try has a response. */
    void responded(ServiceResponse response) {
        last = response;
    }

    /** The failure with what is known, and without the secrets of the call. */
    BedrockException in(BedrockException failure, int attempts) {
        ServiceResponse response = last;
        ErrorDetails call =
                response == null ? ErrorDetails.NONE.withModelId(modelId) : response.details();
        BedrockException known =
                failure.with(failure.details().within(call).withAttempts(attempts));
        return response == null ? known : response.redaction().of(known);
    }
}
