package dev.outcrop.internal.caching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.internal.family.CacheRules;
import dev.outcrop.internal.protocol.converse.Converse;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.ConverseRequest.ToolConfig;
import dev.outcrop.message.Message;
import dev.outcrop.message.Source;
import dev.outcrop.message.ToolDefinition;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/**
 * How much of a long conversation is read from the cache, by an account of Bedrock's rules: a
 * prefix is kept where a point ends it and it is long enough; at a point, and up to so many blocks
 * before it, what is kept is found.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-caching.html">prompt
 *     caching</a>
 */
class CacheShareTest {
    private static final int TURNS = 30;

    @ParameterizedTest
    @CsvSource({
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0, true, 20",
        "us.anthropic.claude-haiku-4-5-20251001-v1:0, true, 20",
        "global.anthropic.claude-opus-5, true, 20",
        "us.anthropic.claude-3-7-sonnet-20250219-v1:0, true, 20",
        "us.amazon.nova-pro-v1:0, false, 1"
    })
    void readsAlmostAllThatCanBeRead(String modelId, boolean withTools, int lookBack) {
        CacheRules rules = Objects.requireNonNull(CacheRules.of(ModelName.of(modelId)));
        var policy = new CachePolicy(rules, false, RawCachePoints.NONE);
        var account = new Account(rules.minimum(), lookBack);
        long seed = 20261122;

        for (ConverseRequest request : conversation(modelId, withTools, new Random(seed))) {
            account.call((Json.Obj) Json.parse(Converse.encode(policy.in(request))));
        }

        System.out.printf(
                "caching, %s, seed %d: %d calls, %d of %d input tokens read from the cache;"
                        + " %d could be: %.1f %%%n",
                modelId,
                seed,
                account.calls,
                account.read,
                account.input,
                account.best,
                100.0 * account.read / account.best);
        assertThat(account.best).isGreaterThan(account.input / 2);
        assertThat(account.read).isGreaterThanOrEqualTo(account.best * 95 / 100);
    }

    /** All calls of a conversation with a document; each asks all that was said before. */
    private static List<ConverseRequest> conversation(
            String modelId, boolean withTools, Random random) {
        var calls = new ArrayList<ConverseRequest>();
        var said = new ArrayList<Message>();
        var start =
                ConverseRequest.builder(modelId)
                        .system("You know the handbook. " + words(random, 200))
                        .toolConfig(withTools ? tools(random) : null);
        for (int turn = 0; turn < TURNS; turn++) {
            said.add(turn == 0 ? withDocument(random) : Message.user(words(random, 20)));
            int uses = withTools && turn % 2 == 1 ? 1 + random.nextInt(16) : 0;
            if (uses > 0) {
                calls.add(start.messages(said).build());
                var asked = new ArrayList<Content>();
                var found = new ArrayList<Content>();
                for (int i = 0; i < uses; i++) {
                    String id = "t" + turn + "-" + i;
                    asked.add(new Content.ToolUse(id, "search", Json.EMPTY));
                    found.add(new Content.ToolResult(id, List.of(text(random, 60))));
                }
                said.add(Message.assistant(asked.toArray(Content[]::new)));
                said.add(Message.user(found.toArray(Content[]::new)));
            }
            calls.add(start.messages(said).build());
            said.add(Message.assistant(words(random, 80)));
        }
        return calls;
    }

    private static Message withDocument(Random random) {
        byte[] handbook = words(random, 8_000).getBytes(StandardCharsets.UTF_8);
        return Message.user(
                new Content.Document("txt", "handbook", Source.bytes(handbook)), text(random, 20));
    }

    private static ToolConfig tools(Random random) {
        return new ToolConfig(
                List.of(
                        new ToolDefinition.Spec(
                                "search", words(random, 100), Json.EMPTY, null, Json.EMPTY)));
    }

    private static Content text(Random random, int words) {
        return Content.text(words(random, words));
    }

    private static String words(Random random, int count) {
        var words = new StringBuilder();
        for (int i = 0; i < count; i++) {
            words.append(Integer.toString(random.nextInt(100_000), 36)).append(' ');
        }
        return words.toString();
    }

    /** What a server would count. A token is four characters of JSON. */
    private static final class Account {
        private final int minimum;
        private final int lookBack;
        private final Set<String> kept = new HashSet<>();
        private List<String> before = List.of();
        int calls;
        long input;
        long read;
        long best;

        Account(int minimum, int lookBack) {
            this.minimum = minimum;
            this.lookBack = lookBack;
        }

        void call(Json.Obj body) {
            var blocks = new ArrayList<String>();
            var points = new ArrayList<Integer>();
            add(body.object("toolConfig").array("tools"), "tool ", blocks, points);
            add(body.array("system"), "system ", blocks, points);
            for (Json message : body.array("messages")) {
                String role = ((Json.Obj) message).string("role") + " ";
                add(((Json.Obj) message).array("content"), role, blocks, points);
            }
            assertThat(points).hasSizeLessThanOrEqualTo(4);

            int common = 0;
            while (common < before.size() && before.get(common).equals(blocks.get(common))) {
                common++;
            }
            before = blocks;
            calls++;
            input += tokens(blocks, blocks.size());
            long shared = tokens(blocks, common);
            best += shared < minimum ? 0 : shared;
            read += read(blocks, points);
            for (int point : points) {
                if (tokens(blocks, point) >= minimum) {
                    kept.add(String.join("\n", blocks.subList(0, point)));
                }
            }
        }

        private long read(List<String> blocks, List<Integer> points) {
            int longest = 0;
            for (int point : points) {
                for (int i = point; i > Math.max(longest, point - lookBack); i--) {
                    if (kept.contains(String.join("\n", blocks.subList(0, i)))) {
                        longest = i;
                    }
                }
            }
            return tokens(blocks, longest);
        }

        private static void add(
                List<Json> from, String part, List<String> blocks, List<Integer> points) {
            for (Json block : from) {
                if (((Json.Obj) block).get("cachePoint") == null) {
                    blocks.add(part + block);
                } else {
                    points.add(blocks.size());
                }
            }
        }

        private static long tokens(List<String> blocks, int count) {
            return blocks.subList(0, count).stream().mapToLong(String::length).sum() / 4;
        }
    }
}
