package dev.outcrop.local.internal.cache;

import dev.outcrop.json.Json;
import dev.outcrop.local.engine.InputTokens;
import dev.outcrop.local.engine.Question;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A request as a sequence of blocks for caching: tools, then the system prompt, then messages. For
 * each block: the number of tokens up to it, and a digest of all of them.
 */
final class PromptPrefixes {
    private final List<Integer> tokens = new ArrayList<>();
    private final List<String> digests = new ArrayList<>();
    private final List<CacheMark> points = new ArrayList<>();
    private final MessageDigest digest;
    private int sum;

    PromptPrefixes(String modelId, Json.Obj body) {
        digest = sha256();
        update(modelId);
        sum = InputTokens.ofTemplate(new Question(modelId, body));
        Json.Obj toolConfig = body.object("toolConfig");
        blocks("tools", toolConfig.array("tools"));
        blocks("system", body.array("system"));
        // Answers depend on these, so messages are cached separately for each.
        update("choice " + toolConfig.object("toolChoice"));
        update("fields " + body.object("additionalModelRequestFields"));
        List<Json> messages = body.array("messages");
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i) instanceof Json.Obj message) {
                update("role " + message.string("role"));
                sum += InputTokens.PER_MESSAGE;
                blocks("messages." + i + ".content", message.array("content"));
            }
        }
    }

    /** Returns all cache points, in order. */
    List<CacheMark> points() {
        return points;
    }

    /** Returns the number of tokens of the first blocks. */
    int tokens(int blocks) {
        return blocks == 0 ? 0 : tokens.get(blocks - 1);
    }

    /** Returns a key that is the same for the same first blocks of the same model. */
    String key(int blocks) {
        return blocks == 0 ? "" : digests.get(blocks - 1);
    }

    private void blocks(String where, List<Json> blocks) {
        for (int i = 0; i < blocks.size(); i++) {
            Json block = blocks.get(i);
            if (block instanceof Json.Obj object && object.get("cachePoint") != null) {
                boolean oneHour = "1h".equals(object.object("cachePoint").string("ttl"));
                points.add(
                        new CacheMark(digests.size(), oneHour, where + "." + Math.max(0, i - 1)));
            } else {
                sum += InputTokens.ofBlock(block);
                update(block.toString());
                tokens.add(sum);
                digests.add(Base64.getEncoder().encodeToString(soFar()));
            }
        }
    }

    private void update(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.US_ASCII));
        digest.update((byte) ':');
        digest.update(bytes);
    }

    private byte[] soFar() {
        try {
            return ((MessageDigest) digest.clone()).digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 of the JDK can be cloned", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
