package dev.outcrop.it;

import dev.outcrop.Bedrock;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.wire.Bytes;

import org.junit.jupiter.api.BeforeEach;

import java.util.List;
import java.util.Map;

/** A test with a Bedrock of its own, and what was sent to it. */
@LocalBedrockTest
public abstract class WithLocal {
    protected static final String NOVA = "us.amazon.nova-lite-v1:0";
    protected static final String CLAUDE = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
    protected static final String LLAMA = "us.meta.llama3-3-70b-instruct-v1:0";
    protected static final String ARN =
            "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2";

    protected LocalBedrock local;
    protected Bedrock bedrock;

    @BeforeEach
    void start(LocalBedrock local, Bedrock bedrock) {
        this.local = local;
        this.bedrock = bedrock;
    }

    /** The last body that was sent. */
    protected Json.Obj body() {
        return (Json.Obj) local.requests().getLast().body();
    }

    /** The blocks of a message of the last body. */
    protected List<Json> content(int message) {
        return ((Json.Obj) body().array("messages").get(message)).array("content");
    }

    protected static Json json(String text) {
        return Json.parse(text);
    }

    protected static Json.Obj object(String text) {
        return (Json.Obj) Json.parse(text);
    }

    /** An answer of these blocks. */
    protected static Scripted answer(String stopReason, String content) {
        return Scripted.answer(
                object(
                        "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":"
                                + content
                                + "}},\"stopReason\":\""
                                + stopReason
                                + "\",\"usage\":{\"inputTokens\":10,\"outputTokens\":5,\"totalTokens\":15},"
                                + "\"metrics\":{\"latencyMs\":1}}"));
    }

    /** An answer to a request that is not looked at: for models that the local Bedrock lacks. */
    protected static Scripted unchecked(String words) {
        return Scripted.raw(
                200,
                Map.of("Content-Type", "application/json"),
                Bytes.of(
                        "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\""
                                + words
                                + "\"}]}},\"stopReason\":\"end_turn\",\"usage\":{\"inputTokens\":10,"
                                + "\"outputTokens\":5,\"totalTokens\":15},\"metrics\":{\"latencyMs\":1}}"));
    }

    /** An answer with this usage. */
    protected static Scripted used(String usage) {
        return Scripted.answer(
                object(
                        "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\"Yes.\"}]}},"
                                + "\"stopReason\":\"end_turn\",\"usage\":"
                                + usage
                                + ",\"metrics\":{\"latencyMs\":1}}"));
    }
}
