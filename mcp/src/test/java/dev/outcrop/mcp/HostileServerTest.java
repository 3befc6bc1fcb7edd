package dev.outcrop.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.json.Json;
import dev.outcrop.message.Content;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Servers that want to use up the client or to deceive the person in front of it. */
@Timeout(60)
class HostileServerTest {
    private final List<String> heard = new ArrayList<>();
    private final McpListener listener =
            new McpListener() {
                @Override
                public void log(String level, @Nullable String logger, Json data) {
                    heard.add(level + "/" + logger);
                }

                @Override
                public void warning(String message) {
                    heard.add(message);
                }
            };

    private static McpBuilder server(String fault) {
        return Mcp.stdio(StubServer.command(fault))
                .patience(Duration.ofMillis(100))
                .startTimeout(Duration.ofSeconds(20));
    }

    private ServerMessages messages() {
        return new ServerMessages(listener, new InputRequests(null, null, List.of()), () -> {});
    }

    @Test
    void manyChangesOfTheToolsAreAskedForOneAfterAnother() {
        try (McpClient client = server("changes its tools again and again").open()) {
            client.call("do", Json.EMPTY);
            var lists = (Content.Text) client.call("do", Json.EMPTY).content().getFirst();

            // One when it opens, one for the first change, and one for all others.
            assertThat(Integer.parseInt(lists.text())).isBetween(1, 3);
        }
    }

    @Test
    void thingsThatAreNoToolsCountAsTools() {
        McpBuilder server = server("lists many things that are no tools").listener(listener);

        assertThatThrownBy(server::open).hasMessageContaining("lists more than 1000 tools");
        assertThat(heard).hasSizeLessThanOrEqualTo(1_000);
    }

    @Test
    void warningsAreLimited() {
        ServerMessages messages = messages();
        for (int i = 0; i < 10_000; i++) {
            messages.ignored("a response that no request waits for");
        }

        assertThat(heard).hasSize(101);
        assertThat(heard.getLast()).contains("no longer reported");
    }

    @Test
    void logsHaveNoControlCharactersInTheirNames() {
        Json.Obj params =
                Json.EMPTY
                        .with("level", Json.of("in\u001b[2Jfo"))
                        .with("logger", Json.of("a\u202eb" + "x".repeat(10_000)));

        messages().received(JsonRpc.notification("notifications/message", params), answer -> {});

        assertThat(heard).hasSize(1);
        assertThat(heard.getFirst())
                .startsWith("in [2Jfo/a bxxx")
                .hasSizeLessThan(300)
                .doesNotContain("\u001b", "\u202e");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[2J",
                "\u009b2J",
                "\u202e",
                "\u2067",
                "\u200f",
                "\u061c",
                "\u2028",
                "\u200b",
                "\u2060",
                "\ufeff",
                "\u00ad",
                "\udb40\udc41", // a letter that is not shown
                "\udb40\udd01", // a variant of nothing
                "\ud800",
            })
    void whatAPersonCannotSeeIsNotInTexts(String hidden) {
        assertThat(Texts.shown("a" + hidden + "b", 100)).doesNotContain(hidden);
    }

    @Test
    void otherTextsStayAsTheyAre() {
        String text =
                "Gr\u00f6\u00dfe \u05e9\u05dc\u05d5\u05dd \ud83d\udc69\u200d\ud83d\udcbb \u0645\u06cc\u200c\u062e a\n\tb";

        assertThat(Texts.shown(text, 100)).isEqualTo(text);
        assertThat(Texts.shown("\ud83d\udc69\ud83d\udc69", 3)).isEqualTo("\ud83d\udc69…");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "file:///etc/passwd",
                "https://a.example/\u001b[2J",
                "https:a",
                "x",
                ""
            })
    void anAddressThatABrowserMustNotOpenIsNotShown(String url) {
        var requests =
                new InputRequests(
                        (message, schema, address) -> {
                            heard.add(String.valueOf(address));
                            return Elicitation.Answer.DECLINE;
                        },
                        null,
                        List.of());
        Json.Obj params = Json.EMPTY.with("mode", Json.of("url")).with("url", Json.of(url));

        assertThatThrownBy(() -> requests.answer("elicitation/create", params))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(heard).isEmpty();
    }

    @Test
    void aChallengeOfAnyLengthIsRead() throws Exception {
        String long1 = "Bearer x=\"" + "a".repeat(7_000) + "\", scope=\"tools\"";
        String long2 = "Bearer x=\"" + "\\\"".repeat(3_500) + "\", scope=\"tools\"";
        var read = new ArrayList<@Nullable String>();
        Runnable task = () -> List.of(long1, long2).forEach(h -> read.add(Challenge.of(h).scope()));
        var thread = new Thread(null, task, "small stack", 200_000);
        thread.start();
        thread.join();

        assertThat(read).containsExactly("tools", "tools");
    }

    @Test
    void aVariableThatCannotBeOneIsRefusedWithoutItsValue() {
        assertThatThrownBy(() -> Mcp.stdio("x").environment("A", "secret\0"))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("secret");
        assertThatThrownBy(() -> Mcp.stdio("x").environment("A=secret", "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("secret");
    }
}
