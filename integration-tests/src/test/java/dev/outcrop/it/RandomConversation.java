package dev.outcrop.it;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.Source.Blob;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Conversations of legal and illegal pieces, in any order. The same for the same random numbers.
 */
final class RandomConversation {
    private static final List<String> WORDS =
            List.of("Hi", "And?", "So it is. ", "Yes\n", "", " ", "\n", "\u00a0", "\t\n ");
    private static final List<String> NAMES =
            List.of(
                    "report",
                    "report",
                    "report.pdf",
                    "report (2)",
                    "a  b",
                    "Müller & Co.pdf",
                    "报告.pdf",
                    "",
                    " ",
                    "../../etc/passwd",
                    "x".repeat(300),
                    "sample_2",
                    "tab\tin it",
                    "[a] (b)-c");
    private static final List<String> IDS =
            List.of("a", "b", "a", "functions.look:0", "bad id|", "", "y".repeat(90), "tooluse_1");
    private static final List<String> TOOLS =
            List.of("look", "find_it", "brain</arg_value>", "", "n".repeat(70), "två");
    private static final List<String> INPUTS =
            List.of(
                    "{}",
                    "{\"a\":1,\"b\":[null]}",
                    "\"{\\\"a\\\":\"",
                    "\"{}\"",
                    "null",
                    "[1]",
                    "7",
                    "\"\"");

    private final Random random;
    private final List<String> calls = new ArrayList<>();
    private int serverCalls;

    RandomConversation(Random random) {
        this.random = random;
    }

    List<Message> messages() {
        var messages = new ArrayList<Message>();
        if (random.nextInt(4) == 0) {
            messages.add(new Message(Role.SYSTEM, some(3, this::systemBlock)));
        }
        boolean user = random.nextInt(5) > 0;
        int count = 1 + random.nextInt(9);
        for (int i = 0; i < count; i++) {
            messages.add(user ? user() : assistant());
            user ^= random.nextInt(5) > 0;
        }
        if (random.nextInt(5) > 0) {
            messages.add(Message.user("What now?"));
        }
        return messages;
    }

    private Message user() {
        var content = new ArrayList<Content>();
        for (String call : calls) {
            for (int n = random.nextInt(8); n > 0 && n < 7; n -= 4) {
                content.add(result(call));
            }
        }
        calls.clear();
        content.addAll(some(4, this::userBlock));
        return new Message(Role.USER, content);
    }

    private Message assistant() {
        var content = new ArrayList<Content>();
        for (int i = random.nextInt(5); i > 0; i--) {
            if (random.nextInt(12) == 0) {
                content.addAll(ranByBedrock());
            } else {
                content.add(assistantBlock());
            }
        }
        return new Message(Role.ASSISTANT, content);
    }

    private interface Block {
        Content next();
    }

    private List<Content> some(int most, Block block) {
        var blocks = new ArrayList<Content>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            blocks.add(block.next());
        }
        return blocks;
    }

    private Content systemBlock() {
        return random.nextBoolean() ? text() : cachePoint();
    }

    private Content userBlock() {
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> text();
            case 4, 5 -> document();
            case 6 -> new Content.Image("png", FileBytes.of("png"));
            case 7 -> result(pick(IDS));
            case 8 -> new Content.GuardContent(text(), List.of(), Json.EMPTY);
            case 9 -> Content.text("Say more.");
            default -> cachePoint();
        };
    }

    private Content assistantBlock() {
        return switch (random.nextInt(11)) {
            case 0, 1, 2 -> text();
            case 3, 4, 5 -> call();
            case 6 -> new Content.Reasoning("I think", random.nextBoolean() ? "sig" : null);
            case 7 -> Content.Reasoning.redacted(Blob.of(new byte[] {1, 2}));
            case 8 -> new Content.CitedText(List.of(text()), List.of(), Json.EMPTY);
            case 9 -> Content.text("Well.");
            default -> cachePoint();
        };
    }

    private Content call() {
        String id = pick(IDS);
        calls.add(id);
        return new Content.ToolUse(id, pick(TOOLS), Json.parse(pick(INPUTS)));
    }

    private List<Content> ranByBedrock() {
        String id = "server_" + serverCalls++;
        return List.of(
                new Content.ToolUse(
                        id, "nova_grounding", Json.EMPTY, "server_tool_use", Json.EMPTY),
                new Content.ToolResult(
                        id,
                        List.of(Content.text("[HIDDEN]")),
                        "success",
                        "nova_grounding_result",
                        Json.EMPTY));
    }

    private Content result(String id) {
        String status = random.nextInt(3) == 0 ? "error" : null;
        return new Content.ToolResult(id, some(2, this::resultBlock), status, null, Json.EMPTY);
    }

    private Content resultBlock() {
        return switch (random.nextInt(5)) {
            case 0 -> document();
            case 1, 2 -> new Content.JsonValue(Json.parse(pick(INPUTS)));
            default -> text();
        };
    }

    private Content document() {
        String format = random.nextBoolean() ? "pdf" : "txt";
        return new Content.Document(format, pick(NAMES), FileBytes.of(format));
    }

    private Content text() {
        return Content.text(pick(WORDS));
    }

    private static Content cachePoint() {
        return new Content.CachePoint(null);
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
