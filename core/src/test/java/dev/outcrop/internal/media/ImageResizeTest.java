package dev.outcrop.internal.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;

import javax.imageio.ImageIO;

class ImageResizeTest {
    private static BufferedImage image(int width, int height, int type) {
        var image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, x < width / 2 ? 0xFFFF0000 : 0xFF0000FF);
            }
        }
        return image;
    }

    private static byte[] bytes(BufferedImage image, String format) {
        try {
            var bytes = new ByteArrayOutputStream();
            assertThat(ImageIO.write(image, format, bytes)).isTrue();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static EncodedBytes file(int width, int height, String format) {
        return EncodedBytes.of(bytes(image(width, height, BufferedImage.TYPE_INT_RGB), format));
    }

    private static ImageResize.Resized to(String geometry, EncodedBytes image) {
        return Objects.requireNonNull(ImageResize.to(geometry, image));
    }

    private static ImageResize.Resized within(int bytes, int side, EncodedBytes image) {
        return Objects.requireNonNull(ImageResize.within(bytes, side, image));
    }

    private static ImageHeader header(EncodedBytes image) {
        return Objects.requireNonNull(ImageHeader.of(image));
    }

    private static BufferedImage read(EncodedBytes image) throws IOException {
        return ImageIO.read(image.stream());
    }

    /** A JPEG whose EXIF data have an orientation. */
    private static EncodedBytes turned(BufferedImage image, int orientation) {
        byte[] plain = bytes(image, "jpeg");
        byte[] exif = {
            (byte) 0xFF,
            (byte) 0xE1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            1,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            (byte) orientation,
            0,
            0,
            0,
            0,
            0,
            0
        };
        var bytes = new ByteArrayOutputStream();
        bytes.write(plain, 0, 2);
        bytes.write(exif, 0, exif.length);
        bytes.write(plain, 2, plain.length - 2);
        return EncodedBytes.of(bytes.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif"})
    void theHeaderHasTheSize(String format) {
        assertThat(ImageHeader.of(file(300, 7, format))).isEqualTo(new ImageHeader(300, 7, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "524946462400000057454250565038204000000030010 09D012A2C0107000200, 300, 7",
        "52494646240000005745425056503858 0A00000010000000 2B0100 060000, 300, 7",
        "5249464624000000574542505650384C0A0000002F2B810100 0000000000, 300, 7"
    })
    void theHeaderOfWebpHasTheSize(String hex, int width, int height) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));

        assertThat(ImageHeader.of(EncodedBytes.of(bytes)))
                .isEqualTo(new ImageHeader(width, height, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 500, low, 512, 256",
        "100, 50, low, 100, 50",
        "4000, 1000, high, 2000, 500",
        "1000, 4000, high, 500, 2000",
        "1000, 500, none, 1000, 500",
        "1000, 500, 800x600, 800, 400",
        "1000, 500, 2000x2000, 2000, 1000",
        "1000, 500, 2000x2000>, 1000, 500",
        "1000, 500, 500x500<, 1000, 500",
        "1000, 500, 2000x2000<, 2000, 1000",
        "1000, 500, 30x40!, 30, 40",
        "1000, 500, 100, 100, 50",
        "1000, 500, x100, 200, 100",
        "1000, 500, 50%, 500, 250",
        "1000, 1, 10, 10, 1"
    })
    void theSizeIsAsImageMagickReadsIt(int width, int height, String geometry, int w, int h) {
        assertThat(new ImageGeometry(geometry).of(width, height))
                .isEqualTo(new ImageGeometry.Size(w, h));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "big", "0", "0x5", "-1", "1x1x1", "100000x100000", "!", "%"})
    void anotherTextIsNoSize(String geometry) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageResize.to(geometry, file(10, 10, "png")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageResize.to(geometry, EncodedBytes.of(new byte[9])));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif"})
    void thePicturesStayTheSame(String format) throws Exception {
        ImageResize.Resized small = to("40x40", file(400, 200, format));
        BufferedImage read = read(small.bytes());

        assertThat(small.format()).isEqualTo(format.equals("jpeg") ? "jpeg" : "png");
        assertThat(read.getWidth()).isEqualTo(40);
        assertThat(read.getHeight()).isEqualTo(20);
        assertThat(red(read, 5, 10)).isGreaterThan(240);
        assertThat(red(read, 35, 10)).isLessThan(15);
    }

    private static int red(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) >> 16 & 0xFF;
    }

    @Test
    void aSizeThatItHasIsNoChange() {
        assertThat(ImageResize.to("low", file(100, 100, "png"))).isNull();
        assertThat(ImageResize.to("none", file(1_000, 100, "png"))).isNull();
    }

    @Test
    void transparencyStays() throws Exception {
        var image = new BufferedImage(100, 100, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0xFFFFFFFF);
        BufferedImage read = read(to("10", EncodedBytes.of(bytes(image, "png"))).bytes());

        assertThat(read.getColorModel().hasAlpha()).isTrue();
        assertThat(read.getRGB(5, 5) >>> 24).isZero();
        assertThat(read.getRGB(0, 0) & 0xFFFFFF).as("not mixed with black").isEqualTo(0xFFFFFF);
    }

    @Test
    void greyKeepsItsBrightness() throws Exception {
        var image = new BufferedImage(100, 100, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 10_000; i++) {
            image.getRaster().setSample(i % 100, i / 100, 0, 100);
        }
        BufferedImage read = read(to("10", EncodedBytes.of(bytes(image, "png"))).bytes());

        assertThat(red(read, 5, 5)).isEqualTo(100);
    }

    /** The left half of each is red as it is seen; stored, it is where EXIF turns it from. */
    @ParameterizedTest
    @CsvSource({"1, 10, 30", "2, 70, 30", "3, 70, 30", "4, 10, 30"})
    void aMirroredJpegIsPutRight(int orientation, int x, int y) throws Exception {
        EncodedBytes file = turned(image(160, 80, BufferedImage.TYPE_INT_RGB), orientation);
        BufferedImage read = read(to("80", file).bytes());

        assertThat(read.getWidth()).isEqualTo(80);
        assertThat(red(read, x, y)).isGreaterThan(200);
        assertThat(red(read, 80 - x, y)).isLessThan(60);
    }

    @ParameterizedTest
    @CsvSource({"5, 10", "6, 10", "7, 70", "8, 70"})
    void aTurnedJpegIsPutUpright(int orientation, int y) throws Exception {
        EncodedBytes file = turned(image(160, 80, BufferedImage.TYPE_INT_RGB), orientation);
        BufferedImage read = read(to("x80", file).bytes());

        assertThat(header(file).shownWidth()).isEqualTo(80);
        assertThat(read.getWidth()).isEqualTo(40);
        assertThat(read.getHeight()).isEqualTo(80);
        assertThat(red(read, 20, y)).isGreaterThan(200);
        assertThat(red(read, 20, 80 - y)).isLessThan(60);
    }

    @Test
    void anImageIsShrunkUntilItIsWithinTheLimits() throws Exception {
        var noise = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
        var random = new Random(1);
        for (int i = 0; i < 120_000; i++) {
            noise.setRGB(i % 400, i / 400, random.nextInt());
        }
        EncodedBytes png = EncodedBytes.of(bytes(noise, "png"));

        ImageResize.Resized fits = within(30_000, 8_000, png);
        assertThat(fits.bytes().size()).isLessThan(30_000).isGreaterThan(10_000);
        assertThat(fits.format()).isEqualTo("jpeg");
        assertThat(read(fits.bytes()).getWidth()).isGreaterThan(100);

        ImageResize.Resized narrow = within(1 << 20, 200, png);
        assertThat(read(narrow.bytes()).getWidth()).isEqualTo(200);
        assertThat(ImageResize.within(1 << 20, 400, png)).isNull();
        assertThat(ImageResize.within(1, 8_000, EncodedBytes.of(new byte[2]))).isNull();
    }

    @Test
    void aDamagedImageIsRefused() {
        byte[] bytes = bytes(image(100, 100, BufferedImage.TYPE_INT_RGB), "png");
        byte[] cut = Arrays.copyOf(bytes, 60);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageResize.to("10", EncodedBytes.of(cut)))
                .withMessageContaining("cannot be scaled");
    }

    /** A few bytes that say that they are ten thousand million pixels. */
    @Test
    void aBombIsNotDecoded() {
        byte[] bytes = bytes(image(10, 10, BufferedImage.TYPE_INT_RGB), "png");
        for (int at : new int[] {16, 20}) {
            bytes[at + 1] = 1;
            bytes[at + 2] = (byte) 0x86;
        }
        EncodedBytes bomb = EncodedBytes.of(bytes);

        assertThat(header(bomb).width()).isGreaterThan(99_000);
        assertThatIllegalArgumentException().isThrownBy(() -> ImageResize.to("50%", bomb));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageResize.to("12000", bomb))
                .withMessageContaining("too large");
    }
}
