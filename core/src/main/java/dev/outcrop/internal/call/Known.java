package dev.outcrop.internal.call;

import dev.outcrop.error.BedrockException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.internal.transport.ServiceResponse;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** The details of a call, for any failure of it. One thread writes, any may read. */
final class Known {
    private final String modelId;
    private volatile @Nullable ServiceResponse last;

    Known(String modelId) {
        this.modelId = modelId;
    }

    String modelId() {
        return modelId;
    }

    /** Records the response of an attempt. */
    void responded(ServiceResponse response) {
        last = response;
    }

    /** Returns what is known of the last response; null if there was none. */
    @Nullable Received received(Duration duration, @Nullable Duration firstToken) {
        ServiceResponse response = last;
        return response == null ? null : new Received(response.head(), duration, firstToken);
    }

    /** Returns the failure with these details, and without the secrets of the call. */
    BedrockException in(BedrockException failure, int attempts) {
        ServiceResponse response = last;
        ErrorDetails call =
                response == null ? ErrorDetails.NONE.withModelId(modelId) : response.details();
        BedrockException known =
                failure.with(failure.details().within(call).withAttempts(attempts));
        return response == null ? known : response.redaction().of(known);
    }
}
