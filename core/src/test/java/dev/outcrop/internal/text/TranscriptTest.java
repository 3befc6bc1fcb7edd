package dev.outcrop.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;
import dev.outcrop.message.Citation;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Source;
import dev.outcrop.message.Source.Blob;
import dev.outcrop.message.StopReason;
import dev.outcrop.message.Turn;
import dev.outcrop.message.Usage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class TranscriptTest {
    private static final Content PICTURE =
            new Content.Image("png", Source.bytes(new byte[] {1, 2, 3}));

    private static Transcript of(Content... content) {
        return new Transcript("m", List.of(), List.of(Turn.of(Message.user(content))));
    }

    private static Transcript conversation() {
        Turn broken =
                new Turn(
                        Message.assistant("Half"),
                        new Turn.Metadata(null, Usage.NONE, Json.EMPTY, "cut", "m"));
        Turn whole =
                new Turn(
                        Message.assistant(
                                new Content.Reasoning("I think\nso", "sig"),
                                new Content.ToolUse("1", "look", Json.parse("{\"at\":\"```\"}"))),
                        new Turn.Metadata(
                                StopReason.TOOL_USE, Usage.of(1, 1), Json.EMPTY, null, "m"));
        Turn result =
                Turn.of(
                        Message.user(
                                new Content.ToolResult(
                                        "1", List.of(Content.text("seen"), PICTURE))));
        return new Transcript(
                "m",
                List.of(Content.text("Be brief.")),
                List.of(
                        Turn.of(
                                Message.user(
                                        Content.text("Look"),
                                        new Content.Document(
                                                "pdf", "plan", Source.bytes(new byte[5])))),
                        whole,
                        result,
                        broken));
    }

    @Test
    void textSaysWhoSaidWhat() {
        assertThat(conversation().text())
                .isEqualTo(
                        """
                        Chat with m

                        system: Be brief.

                        user: Look
                        [document "plan" pdf, 5 bytes]

                        assistant: I think
                        so
                        [tool call: look] {"at":"```"}

                        user: [tool result] seen
                        [image png, 3 bytes]

                        assistant: Half [incomplete]""");
    }

    @Test
    void markdownFencesWhatToolsSaid() {
        assertThat(conversation().markdown())
                .isEqualTo(
                        """
                        # Chat with m

                        ## system

                        Be brief.

                        ## user

                        Look

                        *[document "plan" pdf, 5 bytes]*

                        ## assistant

                        > *thinking*
                        > I think
                        > so

                        **tool call: look**

                        ````
                        {"at":"```"}
                        ````

                        ## user

                        **tool result**

                        ```
                        seen
                        [image png, 3 bytes]
                        ```

                        ## assistant

                        Half

                        *The answer is incomplete.*
                        """);
    }

    @Test
    void htmlHasAllThatWasSaid() {
        assertThat(conversation().html())
                .startsWith("<!doctype html>")
                .contains("<h2>system</h2>\n<p>Be brief.</p>")
                .contains("<p class=\"thinking\">I think\nso</p>")
                .contains("<pre>{&quot;at&quot;:&quot;```&quot;}</pre>")
                .contains("<p class=\"note\">The answer is incomplete.</p>")
                .endsWith("</body>\n</html>\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' onmouseover='alert(1)",
                "<a href=\"javascript:alert(1)\">x</a>",
                "</pre></section><iframe src=//evil>",
                "&lt;script&gt;",
                "]]><svg/onload=alert(1)>"
            })
    void nothingThatIsSaidBecomesMarkup(String attack) {
        Content[] everywhere = {
            Content.text(attack),
            new Content.Reasoning(attack, null),
            new Content.ToolUse(attack, attack, Json.of(attack)),
            new Content.ToolResult(attack, List.of(Content.text(attack))),
            new Content.Document(attack, attack, new Source.S3(attack, null, Json.EMPTY)),
            new Content.Image(attack, Source.bytes(new byte[] {1})),
            new Content.SearchResult(attack, attack, List.of(), null, Json.EMPTY),
            new Content.CitedText(
                    List.of(Content.text(attack)),
                    List.of(new Citation(attack, attack, List.of(), null, Json.EMPTY)),
                    Json.EMPTY),
            new Content.Unknown(Json.EMPTY.with(attack, Json.EMPTY))
        };
        var turn = Turn.of(new Message(new dev.outcrop.message.Role(attack), List.of(everywhere)));
        String html = new Transcript(attack, List.of(Content.text(attack)), List.of(turn)).html();
        String quiet = new Transcript("m", List.of(), List.of()).html();

        String body = html.substring(html.indexOf("<body>"));
        assertThat(body.replaceAll("</?(body|html|h1|h2|section|p|pre)( class=\"[^\"<>]*\")?>", ""))
                .doesNotContain("<")
                .doesNotContain(">");
        assertThat(html.split("<script", -1)).hasSameSizeAs(quiet.split("<script", -1));
    }

    @Test
    void aPageFetchesNothing() {
        String far = "http://evil.example/x";
        var image = new Content.Image("png", Source.s3(far));
        String html = of(Content.text("![x](" + far + ")"), image).html();

        assertThat(html)
                .contains(
                        "content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\"")
                .doesNotContain("src=\"http", "href", "url(", "@import", "<link", "<script");
    }

    @Test
    void picturesOfKnownKindsAreInThePageUpToABound() {
        var big = new Content.Image("png", new Source.Bytes(new Blob("A".repeat((2 << 20) + 4))));
        var strange = new Content.Image("svg+xml", Source.bytes(new byte[] {1}));
        var far = new Content.Image("png", Source.s3("s3://b/k"));

        assertThat(of(PICTURE).html())
                .contains("<img alt=\"image png, 3 bytes\" src=\"data:image/png;base64,AQID\">");
        assertThat(of(big, strange, far).html())
                .doesNotContain("<img")
                .contains("[image png, s3://b/k]");
    }

    @Test
    void aPageStaysWithinABoundHoweverManyPicturesThereAre() {
        var picture = new Content.Image("png", new Source.Bytes(new Blob("A".repeat(2 << 20))));
        var many = new Content[12];
        java.util.Arrays.fill(many, picture);

        assertThat(of(many).html().split("<img ", -1)).hasSize(9);
    }

    @Test
    void noFormHasControlCharactersThatAct() {
        Transcript chat =
                of(Content.text("\u001b[2J\u202e"), new Content.Reasoning("\u0007", null));

        for (String form : List.of(chat.text(), chat.markdown(), chat.html())) {
            assertThat(form).doesNotContain("\u001b", "\u0007", "\u202e").contains("␛[2J");
        }
    }

    @Test
    void previewsAreShort() {
        assertThat(Preview.of(List.of(PICTURE, Content.text("What\nis this? " + "x".repeat(50)))))
                .isEqualTo("What is this? " + "x".repeat(25) + "…");
        assertThat(Preview.of(List.of(PICTURE))).isEqualTo("[image png, 3 bytes]");
        assertThat(Preview.of(List.of())).isEmpty();
    }
}
