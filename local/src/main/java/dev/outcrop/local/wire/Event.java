package dev.outcrop.local.wire;

import dev.outcrop.json.Json;

/**
 * One event of a ConverseStream answer, with Bedrock's names: {@code messageStart}, {@code
 * contentBlockStart}, {@code contentBlockDelta}, {@code contentBlockStop}, {@code messageStop},
 * {@code metadata}. The payload is the member itself, without a wrapper of the type's name.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html">ConverseStream</a>
 */
public record Event(String type, Json.Obj payload) {
    public static Event messageStart() {
        return new Event("messageStart", with("role", "assistant"));
    }

    public static Event blockStart(int index, Json.Obj start) {
        return new Event("contentBlockStart", at(index).with("start", start));
    }

    public static Event textDelta(int index, String text) {
        return delta(index, with("text", text));
    }

    public static Event delta(int index, Json.Obj delta) {
        return new Event("contentBlockDelta", at(index).with("delta", delta));
    }

    public static Event blockStop(int index) {
        return new Event("contentBlockStop", at(index));
    }

    public static Event messageStop(String stopReason) {
        return new Event("messageStop", with("stopReason", stopReason));
    }

    /** Returns a metadata event with the usage; the service adds the latency. */
    public static Event metadata(long inputTokens, long outputTokens) {
        Json.Obj usage =
                Json.EMPTY
                        .with("inputTokens", Json.of(inputTokens))
                        .with("outputTokens", Json.of(outputTokens))
                        .with("serverToolUsage", Json.EMPTY)
                        .with("totalTokens", Json.of(inputTokens + outputTokens));
        return new Event("metadata", Json.EMPTY.with("usage", usage));
    }

    private static Json.Obj with(String name, String value) {
        return Json.EMPTY.with(name, Json.of(value));
    }

    private static Json.Obj at(int index) {
        return Json.EMPTY.with("contentBlockIndex", Json.of(index));
    }
}
