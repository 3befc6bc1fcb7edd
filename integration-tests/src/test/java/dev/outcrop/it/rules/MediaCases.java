package dev.outcrop.it.rules;

import static dev.outcrop.it.rules.Bodies.content;
import static dev.outcrop.it.rules.Conversations.bytes;

import dev.outcrop.message.Content;
import dev.outcrop.message.Source;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;

import javax.imageio.ImageIO;

/** Images, audio and video: formats, bytes, and models without such inputs. */
final class MediaCases {
    private static final String TEXT = "{'text':'Hi'},";
    private static final String SONNET = "us.anthropic.claude-sonnet-4-6";
    private static final String SCOUT = "us.meta.llama4-scout-17b-instruct-v1:0";
    private static final String NOVA = "us.amazon.nova-lite-v1:0";
    private static final String PNG =
            "'source':{'bytes':'" + Base64.getEncoder().encodeToString(Conversations.PNG) + "'}";

    private MediaCases() {}

    static void add(List<RuleCase> all) {
        formats(all);
        sizes(all);
        missing(all);
    }

    private static void formats(List<RuleCase> all) {
        for (String model : List.of(SONNET, NOVA, SCOUT)) {
            for (String format : List.of("PNG", "image/png", "jpg")) {
                all.add(
                        RuleCase.of(
                                        "words of formats: " + format,
                                        model,
                                        content(
                                                TEXT
                                                        + "{'image':{'format':'"
                                                        + format
                                                        + "',"
                                                        + PNG
                                                        + "}}"),
                                        "Member must satisfy enum value set: [png, jpeg, gif, webp]")
                                .last(
                                        talk ->
                                                talk.ask(
                                                        Content.text("What?"),
                                                        new Content.Image(
                                                                format,
                                                                Source.bytes(Conversations.PNG)))));
            }
        }
        for (String model : List.of(SONNET, SCOUT)) {
            all.add(
                    RuleCase.of(
                                    "bytes of another format",
                                    model,
                                    content(TEXT + "{'image':{'format':'jpeg'," + PNG + "}}"),
                                    model.equals(SONNET)
                                            ? "The image was specified using the image/jpeg media"
                                                    + " type, but the image appears to be a"
                                                    + " image/png image"
                                            : "The provided image does not match the specified"
                                                    + " image format.")
                            .last(
                                    talk ->
                                            talk.ask(
                                                    Content.text("What?"),
                                                    new Content.Image(
                                                            "jpeg",
                                                            Source.bytes(Conversations.PNG)))));
        }
    }

    private static void sizes(List<RuleCase> all) {
        byte[] wide = wide();
        String base64 = Base64.getEncoder().encodeToString(wide);
        all.add(
                RuleCase.of(
                                "images of more than 8,000 pixels",
                                SONNET,
                                content(
                                        TEXT
                                                + "{'image':{'format':'png','source':{'bytes':'"
                                                + base64
                                                + "'}}}"),
                                "exceed max allowed size: 8000 pixels")
                        .last(
                                talk ->
                                        talk.ask(
                                                Content.text("What?"),
                                                new Content.Image("png", Source.bytes(wide)))));
    }

    private static byte[] wide() {
        try {
            var bytes = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(8_001, 1, BufferedImage.TYPE_BYTE_GRAY), "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void missing(List<RuleCase> all) {
        String image = TEXT + "{'image':{'format':'png'," + PNG + "}}";
        for (String model :
                List.of(
                        "openai.gpt-oss-20b-1:0",
                        "us.amazon.nova-micro-v1:0",
                        "us.meta.llama3-3-70b-instruct-v1:0",
                        "mistral.mistral-large-2402-v1:0",
                        "qwen.qwen3-32b-v1:0",
                        "deepseek.v3.2",
                        "zai.glm-5",
                        "us.writer.palmyra-x5-v1:0",
                        "minimax.minimax-m2.5")) {
            both(all, model, image, "image", Conversations.image());
        }
        String video = TEXT + "{'video':{'format':'mp4','source':{'bytes':'QQ=='}}}";
        for (String model :
                List.of(
                        SONNET,
                        SCOUT,
                        "us.openai.gpt-6.1-sol",
                        "us.xai.grok-4.6",
                        "us.amazon.nova-micro-v1:0")) {
            both(all, model, video, "video", new Content.Video("mp4", bytes("A")));
        }
        String audio = TEXT + "{'audio':{'format':'mp3','source':{'bytes':'QQ=='}}}";
        for (String model :
                List.of(
                        SONNET,
                        SCOUT,
                        NOVA,
                        "us.amazon.nova-2-lite-v1:0",
                        "google.gemma-3-27b-it")) {
            both(all, model, audio, "audio", new Content.Audio("mp3", bytes("A")));
        }
        String pdf =
                TEXT + "{'document':{'format':'pdf','name':'a','source':{'bytes':'JVBERi0xLjQK'}}}";
        for (String model : List.of("zai.glm-5", "moonshotai.kimi-k2.5", "us.xai.grok-4.6")) {
            both(
                    all,
                    model,
                    pdf,
                    "documents",
                    new Content.Document("pdf", "a", bytes("%PDF-1.4\n")));
        }
        all.add(
                RuleCase.of(
                                "no image in S3",
                                SCOUT,
                                content(
                                        TEXT
                                                + "{'image':{'format':'png','source':{'s3Location':{'uri':'s3://bucket/a.png'}}}}"),
                                "This model doesn't support the s3Uri field")
                        .last(
                                talk ->
                                        talk.ask(
                                                Content.text("What?"),
                                                new Content.Image(
                                                        "png", Source.s3("s3://bucket/a.png"))))
                        .refusedUnsent());
    }

    /** In the question, which is refused, and in an older one, which is not. */
    private static void both(
            List<RuleCase> all, String model, String blocks, String kind, Content block) {
        String words =
                kind.equals("documents")
                        ? "This model doesn't support documents."
                        : "This model doesn't support the " + kind + " content block";
        Content[] question = {Content.text("What?"), block};
        all.add(
                RuleCase.of("no " + kind, model, content(blocks), words)
                        .last(talk -> talk.ask(question))
                        .refusedUnsent());
        all.add(
                RuleCase.of("no " + kind + " of before", model, content(blocks), words)
                        .by(kind.equals("audio") ? "mistral.voxtral-mini-3b-2507" : NOVA)
                        .before(Talk.mayBeUnsent(question)));
    }
}
