package dev.outcrop.internal.protocol;

import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.ConverseRequest.GuardrailConfig;

/**
 * The guardrail of a call without streaming, which has no {@code streamProcessingMode}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_GuardrailConfiguration.html">
 *     GuardrailConfiguration</a>, which has no such member; GuardrailStreamConfiguration has
 */
public final class WholeGuardrail {
    private WholeGuardrail() {}

    /** Returns the request as it is sent without streaming. */
    public static ConverseRequest in(ConverseRequest request) {
        GuardrailConfig config = request.guardrailConfig();
        return config == null || config.streamProcessingMode() == null
                ? request
                : request.toBuilder()
                        .guardrailConfig(
                                new GuardrailConfig(
                                        config.guardrailIdentifier(),
                                        config.guardrailVersion(),
                                        config.trace(),
                                        null,
                                        config.more()))
                        .build();
    }
}
