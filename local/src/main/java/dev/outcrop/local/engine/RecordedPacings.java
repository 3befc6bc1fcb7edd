package dev.outcrop.local.engine;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The speed of model families in recorded traffic: lines fitted to latency and output tokens of
 * answers of status 200. Families with fewer than ten recordings have the figures of the others.
 */
final class RecordedPacings {
    private static final double JITTER = 0.3;

    /** Milliseconds until an answer begins, and for each token. */
    private record Speed(Pattern models, double firstByte, double perToken) {
        Pacing pacing() {
            return new Pacing(nanos(firstByte), nanos(perToken), JITTER, 1);
        }

        private static Duration nanos(double millis) {
            return Duration.ofNanos(Math.round(millis * 1_000_000));
        }
    }

    private static final List<Speed> SPEEDS =
            List.of(
                    speed("nova-micro", 285, 2.3),
                    speed("nova-2-lite", 325, 7.9),
                    speed("nova-lite", 497, 5.2),
                    speed("claude.*haiku-4", 950, 6.6),
                    speed("claude-3.*haiku", 203, 11.9),
                    speed("claude.*opus", 3_457, 42.5),
                    speed("claude.*sonnet", 1_218, 20.6),
                    speed("claude", 155, 36.4),
                    speed("cohere.command", 64, 28.3),
                    speed("llama", 127, 18.1),
                    speed("gpt-oss", 241, 4.4),
                    speed("titan-text|titan-tg1", 199, 47.9),
                    speed("mistral|mixtral|pixtral", 303, 13.7));

    private static final Speed OF_OTHERS = speed("", 400, 12);

    private RecordedPacings() {}

    static Pacing of(String modelId) {
        for (Speed speed : SPEEDS) {
            if (speed.models().matcher(modelId).find()) {
                return speed.pacing();
            }
        }
        return OF_OTHERS.pacing();
    }

    private static Speed speed(String models, double firstByte, double perToken) {
        return new Speed(Pattern.compile(models), firstByte, perToken);
    }
}
