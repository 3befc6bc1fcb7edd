package dev.outcrop.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outcrop.cli.Cli;
import dev.outcrop.cli.Cli.Result;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import javax.imageio.ImageIO;

/** What {@code -a} sends, and what it refuses. */
class AttachOptionTest {
    private static final String MODEL = "amazon.nova-lite-v1:0";
    private static final byte[] WMV = {0x30, 0x26, (byte) 0xb2, 0x75, (byte) 0x8e, 0x66, 0, 1};

    @TempDir Path home;
    private LocalBedrock local;
    private Cli cli;

    @BeforeEach
    void start() {
        local = LocalBedrock.start();
        cli = Cli.of(home, local);
    }

    @AfterEach
    void stop() {
        local.close();
    }

    private Result attach(String... options) {
        var args = new ArrayList<>(List.of("ask", "-m", MODEL));
        args.addAll(List.of(options));
        args.add("What is it?");
        return cli.run(args.toArray(String[]::new));
    }

    private Json.Obj block(int i) {
        Json.Obj body = (Json.Obj) local.requests().getLast().body();
        Json.Obj last = (Json.Obj) body.array("messages").getLast();
        return (Json.Obj) last.array("content").get(i);
    }

    private static BufferedImage image(int width, int height) {
        return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    }

    private static byte[] png(int width, int height) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(image(width, height), "png", out);
        return out.toByteArray();
    }

    @Test
    void sendsFilesByWhatIsInThem() throws Exception {
        Path image = Files.write(home.resolve("picture.txt"), png(2, 2));
        Path page = Files.writeString(home.resolve("My notes, 2.csv"), "a,b\n1,2\n");

        Result result = attach("-a", image.toString(), "-a", page.toString());

        assertThat(result.err()).isEmpty();
        assertThat(block(0).object("image").string("format")).isEqualTo("png");
        assertThat(block(1).object("document").string("format")).isEqualTo("csv");
        assertThat(block(1).object("document").string("name")).isEqualTo("My notes 2");
        assertThat(block(2).string("text")).isEqualTo("What is it?");
    }

    @Test
    void sendsWhatIsPiped() {
        cli.stdin("<!doctype html><p>Hi</p>").run("ask", "-m", MODEL, "-a", "-", "What is it?");

        assertThat(block(0).object("document").string("format")).isEqualTo("html");
        assertThat(block(1).string("text")).isEqualTo("What is it?");
    }

    @Test
    void sendsWhatANamedPipeHas() throws Exception {
        Path pipe = home.resolve("notes.md");
        Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assumeTrue(made.waitFor() == 0, "no pipe can be made here");
        Thread writer = Thread.ofVirtual().start(() -> write(pipe));

        attach("-a", pipe.toString());

        writer.join();
        assertThat(block(0).object("document").string("format")).isEqualTo("md");
        assertThat(block(0).object("document").string("name")).isEqualTo("notes");
    }

    private static void write(Path pipe) {
        try {
            Files.writeString(pipe, "# Notes");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "s3://bucket/a/report 1#2.pdf,,document,pdf",
        "s3://my-bucket.films/film.mp4,,video,mp4",
        "s3://bucket/film,video/quicktime,video,mov",
        "s3://bucket/film.bin,video/x-matroska,video,mkv",
        "s3://bucket/photo.JPG,,image,jpeg"
    })
    void sendsAddressesInS3AsTheyAre(String address, String type, String kind, String format) {
        Result result = type == null ? attach("-a", address) : attach("-a", address, "--at", type);

        assertThat(result.err()).isEmpty();
        Json.Obj sent = block(0).object(kind);
        assertThat(sent.string("format")).isEqualTo(format);
        assertThat(sent.object("source").object("s3Location").string("uri")).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource({
        "video/x-ms-wmv,video,wmv",
        "wmv,video,wmv",
        "three_gp,video,three_gp",
        "application/msword,document,doc",
        "text/plain; charset=latin1,document,txt",
        "image/webp,image,webp"
    })
    void theOptionTellsTheTypeThatTheBytesDoNot(String type, String kind, String format)
            throws Exception {
        Path file = Files.write(home.resolve("x.bin"), WMV);

        attach("-a", file.toString(), "--at", type);

        Json.Obj sent = block(0).object(kind);
        assertThat(sent.string("format")).isEqualTo(format);
        assertThat(sent.object("source").string("bytes"))
                .isEqualTo(Base64.getEncoder().encodeToString(WMV));
    }

    @Test
    void shrinksAnImageThatTheModelWouldRefuse() throws Exception {
        Path wide = Files.write(home.resolve("wide.png"), png(9_000, 10));

        Result result =
                cli.run(
                        "ask",
                        "-m",
                        "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
                        "-a",
                        wide.toString(),
                        "Hi");

        assertThat(result.code()).isZero();
        Json.Obj sent = block(0).object("image");
        byte[] bytes = Base64.getDecoder().decode(sent.object("source").string("bytes"));
        assertThat(ImageIO.read(new ByteArrayInputStream(bytes)).getWidth())
                .isLessThanOrEqualTo(8_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/x.png",
                "https://localhost/x.png",
                "https://169.254.169.254/latest/meta-data",
                "https://10.1.2.3/x.png",
                "https://100.64.0.1/x.png",
                "https://[::1]/x.png",
                "https://[::ffff:10.1.2.3]/x.png",
                "https://user:word@example.com/x.png",
                "https://not a url/",
                "http://example.com/x.png",
                "file:///etc/passwd"
            })
    void neverFetchesFromAPrivateAddress(String url) {
        Result result = attach("-a", url);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).startsWith("error: Cannot attach " + url);
        assertThat(local.requests()).isEmpty();
    }

    private Path file(String name, String content) throws IOException {
        return Files.write(home.resolve(name), content.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void assertRefused(String reason, String remedy, String... options) {
        Result result = attach(options);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("error: Cannot attach " + options[1] + ": " + reason)
                .contains(remedy)
                .doesNotContain("Content.", "..");
        assertThat(local.requests()).isEmpty();
    }

    @Test
    void saysWhyAFileCannotBeSent() throws Exception {
        String empty = file("empty.png", "").toString();
        assertRefused("it is empty", "-a FILE", "-a", empty);
        assertRefused("it is empty", "-a FILE", "-a", empty, "--at", "png");
        assertRefused("it is empty", "-a FILE", "-a", "-");
        assertRefused("it does not exist", "-a FILE", "-a", home.resolve("no.pdf").toString());
        assertRefused("it is a folder", "-f " + home, "-a", home.toString());
        String bytes = file("x.bin", "\0\1\2\3").toString();
        assertRefused("it is of no format that Bedrock reads", "--at", "-a", bytes);
        assertRefused("its type is unknown", "--at image/png", "-a", bytes, "--at", "model/obj");
        assertRefused("its type is unknown", "--at image/png", "-a", "s3://bucket/film");
        String photo = file("photo.jpg", "\0\0\0\030ftypheic\0\0\0\0").toString();
        assertRefused("it is heic, which Bedrock does not read", "--at", "-a", photo);
    }

    @Test
    void aFileThatNoRequestCanContainIsRefused() throws Exception {
        Path film = home.resolve("film.mpeg");
        try (var file = new RandomAccessFile(film.toFile(), "rw")) {
            file.write(new byte[] {0, 0, 1, (byte) 0xba});
            file.setLength(25_000_001);
        }

        assertRefused("it is larger than 25 MB", "-a FILE", "-a", film.toString());
        assertRefused("it is larger than 25 MB", "-a FILE", "-a", film.toString(), "--at", "mp4");
    }
}
