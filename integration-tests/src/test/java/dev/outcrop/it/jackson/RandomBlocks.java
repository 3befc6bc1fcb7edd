package dev.outcrop.it.jackson;

import dev.outcrop.json.Json;
import dev.outcrop.message.Citation;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.Source;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Blocks of every kind with random content, the same for the same random numbers. */
final class RandomBlocks {
    private static final List<String> VALUES =
            List.of(
                    "null",
                    "[]",
                    "{\"deep\":[{\"er\":[null,false]}]}",
                    "0.1",
                    "-7",
                    "123456789012345678901234567890",
                    "\"\\u0000\\\" é\"");

    private final Random random;

    RandomBlocks(Random random) {
        this.random = random;
    }

    List<Content> oneOfEachKind() {
        return List.of(
                block(),
                new Content.Image(text(), source(), more()),
                new Content.Document(maybe(), text(), source(), maybe(), flag(), more()),
                new Content.Video(text(), source(), more()),
                new Content.Audio(text(), source(), more()),
                new Content.ToolUse(text(), text(), value(), maybe(), more()),
                new Content.ToolResult(text(), blocks(), maybe(), maybe(), more()),
                new Content.JsonValue(value(), more()),
                new Content.Reasoning(text(), maybe(), null, more()),
                Content.Reasoning.redacted(blob()),
                new Content.CitedText(blocks(), List.of(citation()), more()),
                new Content.SearchResult(text(), text(), blocks(), flag(), more()),
                new Content.GuardContent(block(), List.of(text()), Json.EMPTY),
                new Content.GuardContent(
                        new Content.Image("png", source(), more()), List.of(), more()),
                new Content.CachePoint("default", maybe(), more()),
                new Content.ToolAddition(more(), more()),
                new Content.ToolRemoval(more(), more()),
                new Content.Unknown(Json.EMPTY.with("hologram", more())));
    }

    Turn turn() {
        var message = new Message(new Role("r" + random.nextInt(3)), oneOfEachKind(), more());
        if (random.nextInt(3) == 0) {
            return Turn.of(message);
        }
        StopReason reason = random.nextBoolean() ? new StopReason(text()) : null;
        String partial = reason == null || random.nextBoolean() ? text() : null;
        Usage usage = random.nextBoolean() ? Usage.NONE : Usage.of(random.nextInt(9), 1L << 40);
        return new Turn(message, new Turn.Metadata(reason, usage, more(), partial, maybe()));
    }

    Citation citation() {
        var location = new Citation.Location("web", Json.EMPTY.with("url", Json.of(text())));
        return new Citation(
                maybe(), maybe(), blocks(), random.nextBoolean() ? location : null, more());
    }

    private Content.Text block() {
        return new Content.Text(text(), more());
    }

    private List<Content> blocks() {
        var blocks = new ArrayList<Content>();
        blocks.add(block());
        if (random.nextBoolean()) {
            blocks.add(new Content.Image("png", source()));
        }
        return blocks;
    }

    private Source source() {
        return switch (random.nextInt(5)) {
            case 0 -> new Source.S3("s3://b/" + random.nextInt(), maybe(), more());
            case 1 -> new Source.PlainText(text());
            case 2 -> new Source.Blocks(List.of(block()));
            case 3 -> new Source.Unknown(Json.EMPTY.with("teleport", more()));
            default -> new Source.Bytes(blob());
        };
    }

    private Source.Blob blob() {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        return Source.Blob.of(bytes);
    }

    private String text() {
        return List.of("a", "", "ä\n\"\\", "\u2028</x>", "😀").get(random.nextInt(5));
    }

    private @Nullable String maybe() {
        return random.nextBoolean() ? text() : null;
    }

    private @Nullable Boolean flag() {
        return random.nextInt(3) == 0 ? null : (Boolean) random.nextBoolean();
    }

    private Json value() {
        return Json.parse(VALUES.get(random.nextInt(VALUES.size())));
    }

    private Json.Obj more() {
        return random.nextInt(3) == 0 ? Json.EMPTY : Json.EMPTY.with("later", value());
    }
}
