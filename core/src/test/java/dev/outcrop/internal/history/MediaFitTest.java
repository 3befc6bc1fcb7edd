package dev.outcrop.internal.history;

import static dev.outcrop.internal.history.SendableHistoryTest.request;
import static dev.outcrop.message.Content.text;
import static dev.outcrop.message.Message.assistant;
import static dev.outcrop.message.Message.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outcrop.catalog.ModelName;
import dev.outcrop.error.ValidationException;
import dev.outcrop.internal.family.Api;
import dev.outcrop.json.Json;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Source;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Media, as the receiving model and API take them. */
class MediaFitTest {
    private static final String CLAUDE = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
    private static final String NOVA = "us.amazon.nova-lite-v1:0";
    private static final String ARN =
            "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc";
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0};
    private static final byte[] WEBP = "RIFF\0\0\0\0WEBPVP8 ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BMP = "BM......".getBytes(StandardCharsets.US_ASCII);
    private static final Content VIDEO = new Content.Video("mp4", Source.bytes(new byte[] {1}));
    private static final Content AUDIO = new Content.Audio("wav", Source.bytes(new byte[] {1}));

    @ParameterizedTest
    @CsvSource({
        "jpg, jpeg",
        "JPEG, jpeg",
        "image/jpeg, jpeg",
        "image/jpg, jpeg",
        "PNG, png",
        "image/png, png",
        ".gif, gif",
        "image/webp, webp"
    })
    void wordsForAFormatAreRead(String word, String format) {
        var image = new Content.Image(word, Source.bytes(new byte[] {1}));

        for (String model : List.of(CLAUDE, NOVA, ARN)) {
            assertThat(sent(model, image)).isEqualTo(new Content.Image(format, image.source()));
        }
        assertThat(inResult(CLAUDE, image)).isEqualTo(new Content.Image(format, image.source()));
    }

    /** A model accepted them: the next one may have other limits. */
    @Test
    void whatIsTooMuchForTheModelIsReplacedInEarlierMessages() {
        Content[] many = new Content[21];
        Arrays.fill(many, image("png", PNG));
        String model = "anthropic.claude-3-haiku-20240307-v1:0";

        List<Message> sent =
                SendableHistory.of(
                                request(model, user(many), assistant("Yes."), user("And?")),
                                ModelName.of(model))
                        .messages();

        assertThat(sent.getFirst().content().subList(0, 20)).containsOnly(image("png", PNG));
        assertThat(sent.getFirst().content().getLast())
                .isEqualTo(text("(Here was an image that you cannot read.)"));
        assertThatThrownBy(
                        () -> SendableHistory.of(request(model, user(many)), ModelName.of(model)))
                .hasMessageContaining("image count");
    }

    @Test
    void theBytesOfAnImageSayWhatItIs() {
        assertThat(sent(CLAUDE, image("png", JPEG))).isEqualTo(image("jpeg", JPEG));
        assertThat(sent(NOVA, image("jpeg", PNG))).isEqualTo(image("png", PNG));
        assertThat(inResult(CLAUDE, image("jpg", WEBP))).isEqualTo(image("webp", WEBP));
        assertThat(
                        sent(
                                CLAUDE,
                                new Content.GuardContent(
                                        image("png", JPEG), List.of(), Json.EMPTY)))
                .isEqualTo(new Content.GuardContent(image("jpeg", JPEG), List.of(), Json.EMPTY));
        refuses(CLAUDE, image("png", BMP), "png", "bmp");
    }

    @Test
    void theBytesOfADocumentSayWhatItIs() {
        byte[] pdf = "%PDF-1.7 ...".getBytes(StandardCharsets.US_ASCII);
        byte[] word = zip("[Content_Types].xml", "word/document.xml");
        byte[] sheet = zip("[Content_Types].xml", "xl/workbook.xml");

        assertThat(sent(CLAUDE, document("docx", pdf))).isEqualTo(document("pdf", pdf));
        assertThat(sent(NOVA, document("pdf", word))).isEqualTo(document("docx", word));
        assertThat(sent(NOVA, document("docx", sheet))).isEqualTo(document("xlsx", sheet));
        assertThat(sent(NOVA, document("application/pdf", new byte[] {1})))
                .isEqualTo(document("pdf", new byte[] {1}));
        assertThat(sent(NOVA, document("text/markdown", new byte[] {1})))
                .isEqualTo(document("md", new byte[] {1}));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "us.deepseek.r1-v1:0",
                "us.meta.llama3-3-70b-instruct-v1:0",
                "openai.gpt-oss-120b-1:0",
                "qwen.qwen3-32b-v1:0",
                "us.amazon.nova-micro-v1:0",
                "zai.glm-5",
                "mistral.mistral-large-2402-v1:0"
            })
    void anImageForAModelThatReadsNoneIsRefused(String model) {
        refuses(model, image("png", PNG), "does not read images");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "us.meta.llama4-scout-17b-instruct-v1:0",
                "us.meta.llama3-2-90b-instruct-v1:0",
                "us.mistral.pixtral-large-2502-v1:0",
                "moonshotai.kimi-k2.5",
                "global.moonshotai.kimi-k9",
                "qwen.qwen3-vl-235b-a22b",
                "us.amazon.nova-2-lite-v1:0",
                "vendor.model-of-tomorrow-v1:0"
            })
    void othersReadIt(String model) {
        assertThat(sent(model, image("png", PNG))).isEqualTo(image("png", PNG));
    }

    @Test
    void videoAndAudioAreForTheModelsThatReadThem() {
        refuses(CLAUDE, VIDEO, "does not read videos");
        refuses(CLAUDE, AUDIO, "does not read audio");
        assertThat(sent(NOVA, VIDEO)).isEqualTo(VIDEO);
        refuses(NOVA, AUDIO, "does not read audio");
        assertThat(sent(ARN, AUDIO)).isEqualTo(AUDIO);
        refuses("us.openai.gpt-6.2-sol", document("pdf", new byte[] {1}), "reads no PDF");
    }

    /** A conversation goes on with another model, and a tool's file does not end it. */
    @Test
    void whatWasAnsweredAlreadyBecomesText() {
        Message asked = user(text("What is this?"), image("png", PNG), VIDEO);
        List<Message> sent = sentAll(CLAUDE, asked, assistant("A cat."), user("Why?"));

        assertThat(sent.getFirst().content())
                .containsExactly(
                        text("What is this?"),
                        image("png", PNG),
                        text("(Here was a video that you cannot read.)"));
        assertThat(inResult("us.meta.llama3-3-70b-instruct-v1:0", image("png", PNG)))
                .isEqualTo(text("(Here was an image that you cannot read.)"));
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void aFileInS3IsForNova(Api api) {
        var image = new Content.Image("png", Source.s3("s3://b/k"));
        var pdf = new Content.Document("pdf", "d", Source.s3("s3://b/k"));

        for (Content block : List.of(image, pdf)) {
            assertThat(sent(NOVA, block)).isEqualTo(block);
            assertThat(sent(ARN, block)).isEqualTo(block);
            assertThatThrownBy(() -> of(CLAUDE, api, user(text("?"), block)))
                    .isInstanceOf(ValidationException.class)
                    .hasMessageContainingAll("S3", "Nova", "Send the bytes");
        }
        refuses("us.meta.llama4-scout-17b-instruct-v1:0", image, "S3");
        assertThat(sentAll(CLAUDE, user(text("?"), pdf), assistant("A."), user("B?")).getFirst())
                .isEqualTo(user(text("?"), text("(Here was a document that you cannot read.)")));
    }

    @Test
    void textWithoutCitationsIsSentToClaudeAsBytes() {
        Source bytes = Source.bytes("Hällo".getBytes(StandardCharsets.UTF_8));
        var plain = new Content.Document("txt", "d", new Source.PlainText("Hällo"));
        var blocks =
                new Content.Document("md", "d", new Source.Blocks(List.of(text("a"), text("b"))));
        var cited = cited("txt", new Source.PlainText("Hällo"));

        assertThat(sent(CLAUDE, plain)).isEqualTo(new Content.Document("txt", "d", bytes));
        assertThat(sent(CLAUDE, blocks))
                .isEqualTo(
                        new Content.Document(
                                "md", "d", Source.bytes("a\nb".getBytes(StandardCharsets.UTF_8))));
        assertThat(sent(CLAUDE, cited)).isEqualTo(cited);
        assertThat(sent(NOVA, plain)).isEqualTo(plain);
        assertThat(of(CLAUDE, Api.MESSAGES, user(text("?"), blocks)).getFirst().content().getLast())
                .isEqualTo(blocks);
    }

    @ParameterizedTest
    @ValueSource(strings = {"txt", "md", "csv", "html"})
    void bytesOfTextWithCitationsAreSentToClaudeAsText(String format) {
        Source bytes = Source.bytes("Hällo".getBytes(StandardCharsets.UTF_8));

        assertThat(sent(CLAUDE, cited(format, bytes)))
                .isEqualTo(cited("txt", new Source.PlainText("Hällo")));
        assertThat(sent(CLAUDE, cited("pdf", bytes))).isEqualTo(cited("pdf", bytes));
        refuses(CLAUDE, cited("docx", bytes), "cannot be cited", "turn its citations off");
    }

    @Test
    void aDocumentInTheResultOfAToolIsNotCited() {
        Content pdf = cited("pdf", Source.bytes(new byte[] {1}));

        assertThat(inResult(CLAUDE, pdf)).isEqualTo(document("pdf", new byte[] {1}));
    }

    private static Content.Document cited(String format, Source source) {
        return new Content.Document(format, "d", source, null, true, Json.EMPTY);
    }

    private static Content.Document document(String format, byte[] bytes) {
        return new Content.Document(format, "d", Source.bytes(bytes));
    }

    private static Content.Image image(String format, byte[] bytes) {
        return new Content.Image(format, Source.bytes(bytes));
    }

    private static byte[] zip(String... names) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void refuses(String model, Content block, String... words) {
        assertThatThrownBy(() -> sent(model, block))
                .isInstanceOf(ValidationException.class)
                .hasMessageContainingAll(words)
                .hasMessageContaining("messages.0.content.1");
    }

    private static Content sent(String model, Content block) {
        return sentAll(model, user(text("?"), block)).getFirst().content().get(1);
    }

    private static Content inResult(String model, Content block) {
        var call = new Content.ToolUse("x", "look", Json.EMPTY);
        var result = new Content.ToolResult("x", List.of(block));
        List<Message> sent =
                sentAll(
                        model,
                        user("?"),
                        new Message(assistant("").role(), List.of(call)),
                        user(result));
        return ((Content.ToolResult) sent.get(2).content().getFirst()).content().getFirst();
    }

    private static List<Message> sentAll(String model, Message... messages) {
        return of(model, Api.CONVERSE, messages);
    }

    private static List<Message> of(String model, Api api, Message... messages) {
        return SendableHistory.of(request(model, messages), ModelName.of(model), api).messages();
    }
}
