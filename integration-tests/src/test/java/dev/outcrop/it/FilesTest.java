package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.ThreadMXBean;

import dev.outcrop.error.ValidationException;
import dev.outcrop.json.Json;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.Source;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;

import javax.imageio.ImageIO;

/** Files in questions, as the local Bedrock receives them. */
class FilesTest extends WithLocal {
    private static final byte[] PDF = "%PDF-1.7 content".getBytes(UTF_8);

    @TempDir private Path folder;
    private Path png;

    @BeforeEach
    void write() throws IOException {
        png = Files.write(folder.resolve("photo.jpg"), image(8, 4, "png"));
    }

    private static byte[] image(int width, int height, String format) {
        return bytes(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format);
    }

    private static byte[] bytes(BufferedImage image, String format) {
        try {
            var bytes = new ByteArrayOutputStream();
            ImageIO.write(image, format, bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] noise(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var random = new Random(1);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return bytes(image, "png");
    }

    private Json.Obj block(int index, String kind) {
        return ((Json.Obj) content(0).get(index)).object(kind);
    }

    private static byte[] sent(Json.Obj block) {
        return Base64.getDecoder().decode(block.object("source").string("bytes"));
    }

    @Test
    void aQuestionHasATextAndFiles() throws Exception {
        Path pdf = Files.write(folder.resolve("Q3 report_v2 (final).pdf"), PDF);

        bedrock.chat(CLAUDE).ask("What is it?", Content.image(png), Content.document(pdf).cited());

        assertThat(((Json.Obj) content(0).get(0)).string("text")).isEqualTo("What is it?");
        assertThat(block(1, "image").string("format")).isEqualTo("png");
        assertThat(sent(block(1, "image"))).isEqualTo(Files.readAllBytes(png));
        assertThat(block(2, "document").string("name")).isEqualTo("Q3 report_v2 (final)");
        assertThat(block(2, "document").object("citations"))
                .isEqualTo(object("{\"enabled\":true}"));
    }

    @Test
    void aModelStreamsAndCountsTheSame() {
        bedrock.model(NOVA).invoke("What is it?", Content.image(png));
        Json.Obj invoked = body();
        try (var stream = bedrock.model(NOVA).stream("What is it?", Content.image(png))) {
            stream.reply();
        }
        assertThat(body()).isEqualTo(invoked);
        try (var stream = bedrock.chat(NOVA).open().stream("What is it?", Content.image(png))) {
            stream.reply();
        }
        assertThat(body().get("messages")).isEqualTo(invoked.get("messages"));
        var chat = bedrock.chat(CLAUDE).open();
        assertThat(chat.countTokens("What is it?", Content.image(png)))
                .isGreaterThan(chat.countTokens("What is it?"));
        assertThat(chat.askAsync("What is it?", Content.image(png)).join().text()).isNotBlank();
    }

    @Test
    void filesOfAllKindsAreSentAsTheyAre() throws Exception {
        Path mp4 = Files.writeString(folder.resolve("a.bin"), "\0\0\0\u0018ftypisom");
        Path notes = Files.writeString(folder.resolve("notes.markdown"), "# Notes");
        Path wav = Files.writeString(folder.resolve("a.wav"), "RIFF\0\0\0\0WAVE");

        assertThat(Content.file(png)).isEqualTo(Content.image(png));
        assertThat(Content.file(mp4)).isEqualTo(Content.video(mp4));
        assertThat(Content.file(wav)).isEqualTo(Content.audio(wav));
        assertThat(Content.file(notes))
                .isEqualTo(
                        new Content.Document(
                                "md", "notes", Source.bytes("# Notes".getBytes(UTF_8))));
        assertThat(Content.document(notes)).isEqualTo(Content.file(notes));
        assertThat(Content.audio(mp4).format()).isEqualTo("mp4");
        assertThat(Content.file(Files.readAllBytes(wav))).isEqualTo(Content.audio(wav));
        bedrock.chat("us.amazon.nova-lite-v1:0")
                .ask("What?", Content.file(notes), Content.file(mp4));
        assertThat(block(2, "video").string("format")).isEqualTo("mp4");
    }

    @Test
    void twoDocumentsOfOneNameAreNumbered() {
        bedrock.chat(NOVA)
                .ask(
                        "Compare",
                        Content.document("caf\u00e9/r\u00e9sum\u00e9.txt", "a".getBytes(UTF_8)),
                        Content.document("R\u00e9sum\u00e9.txt", "b".getBytes(UTF_8)),
                        Content.document("resume.csv", "a,b".getBytes(UTF_8)));

        assertThat(block(1, "document").string("name")).isEqualTo("resume");
        assertThat(block(2, "document").string("name")).isEqualTo("Resume");
        assertThat(block(3, "document").string("name")).isEqualTo("resume (2)");
        assertThat(block(3, "document").string("format")).isEqualTo("csv");
    }

    @Test
    void anAddressIsAFileItsDataOrAnObjectInS3() throws Exception {
        byte[] bytes = Files.readAllBytes(png);
        String base64 = Base64.getEncoder().encodeToString(bytes);

        assertThat(Content.image(png.toUri())).isEqualTo(Content.image(png));
        assertThat(Content.image(URI.create("data:image/gif;base64," + base64)))
                .isEqualTo(Content.image(png));
        assertThat(Content.file(URI.create("data:,a%2Cb%0A+c")))
                .isEqualTo(
                        new Content.Document(
                                "txt", "document", Source.bytes("a,b\n+c".getBytes(UTF_8))));
        assertThat(
                        ((Content.Document)
                                        Content.file(URI.create("data:text/plain,caf\u00e9#part")))
                                .source())
                .isEqualTo(Source.bytes("caf\u00e9".getBytes(UTF_8)));
        assertThat(Content.file(URI.create("s3://bucket/folder/a.MP4")))
                .isEqualTo(new Content.Video("mp4", Source.s3("s3://bucket/folder/a.MP4")));
        assertThat(Content.file(URI.create("s3://bucket/2024%20plan.pdf")))
                .isEqualTo(
                        new Content.Document(
                                "pdf", "2024 plan", Source.s3("s3://bucket/2024%20plan.pdf")));
        bedrock.chat(NOVA).ask("What?", Content.file(URI.create("s3://bucket/folder/a.mp4")));
        assertThat(block(1, "video").object("source").object("s3Location").string("uri"))
                .isEqualTo("s3://bucket/folder/a.mp4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/a.png",
                "http://169.254.169.254/a.png",
                "ftp://example.com/a.png",
                "jar:file:/a.jar!/a.png",
                "a.png",
                "s3://bucket/a",
                "s3://bucket/a.pdf",
                "data:image/png;base64,%%%",
                "data:image/png",
                "data:image/png;base64,",
            })
    void anyOtherAddressIsRefused(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Content.image(URI.create(address.replace("%%%", "%21"))));
    }

    @Test
    void aFileThatIsNotOneIsRefusedWithItsName() throws Exception {
        Path bmp = Files.write(folder.resolve("a.png"), image(2, 2, "bmp"));
        Path binary = Files.write(folder.resolve("b.txt"), new byte[] {1, 0, 2});
        Path empty = Files.createFile(folder.resolve("c.png"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Content.image(bmp))
                .withMessageContaining("a.png is bmp")
                .withMessageContaining("Convert it to png");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Content.file(binary))
                .withMessageContaining("b.txt");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Content.image(empty))
                .withMessage("c.png is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Content.image(folder))
                .withMessageContaining("not a regular file");
        assertThatThrownBy(() -> Content.image(folder.resolve("none.png")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none.png: it does not exist");
    }

    /** The local Bedrock refuses it, as Claude does, if it is sent as it is. */
    @Test
    void anImageThatIsTooLargeForTheModelIsShrunkAndStaysSoInTheHistory() throws Exception {
        Content.Image wide = Content.image(image(8_200, 20, "png"));
        local.script(Scripted.text("Wide."), Scripted.text("Yes."));
        var chat = bedrock.chat(CLAUDE).open();

        chat.ask("What is it?", wide);
        var sent = ImageIO.read(new ByteArrayInputStream(sent(block(1, "image"))));
        chat.ask("Sure?");

        assertThat(sent.getWidth()).isEqualTo(8_000);
        assertThat(block(1, "image")).as("nothing else in the second call").isNotNull();
        assertThat(chat.turns().get(0).content().get(1)).isNotEqualTo(wide);
        bedrock.chat(NOVA).ask("What is it?", wide);
        assertThat(sent(block(1, "image")))
                .isEqualTo(((Source.Bytes) wide.source()).blob().bytes());
    }

    @Test
    void aFileThatIsTooLargeForTheModelIsShrunk() {
        Content.Image large = Content.image(noise(1_300, 1_100));
        assertThat(((Source.Bytes) large.source()).blob().size()).isGreaterThan(3_932_160);

        bedrock.model(CLAUDE).invoke("What is it?", large);

        assertThat(block(1, "image").string("format")).isEqualTo("jpeg");
        assertThat(sent(block(1, "image")).length).isLessThanOrEqualTo(3_932_160);
        local.script(Scripted.text("{\"noise\":true}"));
        bedrock.model(CLAUDE).extractor().extract("What is it?", large);
        assertThat(sent(block(1, "image")).length).isLessThanOrEqualTo(3_932_160);
    }

    @Test
    void whatCannotBeShrunkIsRefusedBeforeItIsSent() {
        byte[] webp =
                "RIFF\0\0\0\0WEBPVP8X\n\0\0\0\0\0\0\0\u007f\u007f\0\u007f\u007f\0".getBytes(UTF_8);

        assertThatThrownBy(() -> bedrock.chat(CLAUDE).ask("What?", Content.image(webp)))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("at most 8,000 pixels");
        assertThat(local.requests()).isEmpty();
    }

    @Test
    void anImageOfJavaIsSentAsPng() throws Exception {
        var chart = new BufferedImage(30, 20, BufferedImage.TYPE_INT_ARGB);

        bedrock.chat(NOVA).ask("What?", Content.Awt.image(chart).resized("15"));

        var sent = ImageIO.read(new ByteArrayInputStream(sent(block(1, "image"))));
        assertThat(sent.getWidth()).isEqualTo(15);
        assertThat(sent.getHeight()).isEqualTo(10);
    }

    @Test
    void messagesAndSystemPromptsCanHaveFiles() {
        bedrock.model(NOVA).invoke(Message.user("Compare", Content.image(png), Content.image(png)));

        assertThat(content(0)).hasSize(3);
    }

    /** The base64 of the file, once, and the body, once; both small copies on the way. */
    @Test
    void aLargeDocumentIsNotCopiedAgainAndAgain() throws Exception {
        var bytes = new byte[12 << 20];
        System.arraycopy(PDF, 0, bytes, 0, PDF.length);
        Path file = Files.write(folder.resolve("large.pdf"), bytes);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long encoded = (12L << 20) / 3 * 4;
        bedrock.model(CLAUDE).invoke("What?", Content.document("a.pdf", PDF));

        long start = threads.getCurrentThreadAllocatedBytes();
        Content.Document document = Content.document(file);
        long read = threads.getCurrentThreadAllocatedBytes() - start;
        local.script(unchecked("Long."));
        start = threads.getCurrentThreadAllocatedBytes();
        bedrock.model(CLAUDE).invoke("What?", document);
        long sent = threads.getCurrentThreadAllocatedBytes() - start;

        assertThat(read).as("reading").isLessThan(encoded * 21 / 10);
        assertThat(sent).as("sending").isLessThan(encoded * 11 / 10);
    }
}
