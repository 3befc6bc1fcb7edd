package dev.outcrop.protocol.control;

import dev.outcrop.error.ProtocolException;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;
import dev.outcrop.policy.Cancellation;
import dev.outcrop.policy.Timeouts;
import dev.outcrop.protocol.Calls;
import dev.outcrop.protocol.ModelPath;
import dev.outcrop.transport.Request;
import dev.outcrop.transport.Response;

import org.jspecify.annotations.Nullable;

/**
 * Asks what stands behind an inference profile. Safe for any number of threads.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_GetInferenceProfile.html">
 *     GetInferenceProfile</a>
 */
public final class InferenceProfiles {
    private static final int RESPONSE_LIMIT = 1 << 20;

    private final Calls calls;

    public InferenceProfiles(Calls calls) {
        this.calls = calls;
    }

    /**
     * The ARN of the model behind a profile; of several, which differ by region only, the first.
     *
     * @return null if the answer names none
     * @throws dev.outcrop.error.BedrockException if there is no answer, as where the caller may not
     *     ask
     */
    public @Nullable String model(String profile, Timeouts timeouts, Cancellation cancellation) {
        return calls.call(
                        "GetInferenceProfile",
                        Request.control(
                                "/inference-profiles/" + ModelPath.segment(profile),
                                profile,
                                timeouts,
                                cancellation),
                        InferenceProfiles::firstModel)
                .value()
                .arn();
    }

    private record Answer(@Nullable String arn) {}

    private static Answer firstModel(Response response) {
        byte[] body = response.bytes(RESPONSE_LIMIT);
        try {
            if (Json.parse(body) instanceof Json.Obj profile
                    && !profile.array("models").isEmpty()
                    && profile.array("models").getFirst() instanceof Json.Obj model) {
                return new Answer(model.string("modelArn"));
            }
            return new Answer(null);
        } catch (JsonException e) {
            throw new ProtocolException(
                    "the response cannot be read: " + e.getMessage(), response.facts(), e);
        }
    }
}
