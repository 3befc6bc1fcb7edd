package dev.outcrop.it.modules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.message.Content;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import javax.imageio.ImageIO;

/** A Java runtime without the module java.desktop: all but the scaling of images works there. */
class WithoutDesktopTest {
    @TempDir private Path folder;

    /** The program that runs there. */
    static final class Program {
        public static void main(String[] args) {
            Content.Image image = Content.image(Path.of(args[0]));
            System.out.println(image.format());
            Set<String> names = Set.of("image", "document", "file");
            long found =
                    List.of(Content.class.getMethods()).stream()
                            .filter(method -> names.contains(method.getName()))
                            .map(method -> method.getName())
                            .distinct()
                            .count();
            System.out.println("reflection finds " + found);
            System.out.println(image.resized("none").equals(image));
            try {
                image.resized("50%");
            } catch (IllegalStateException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void imagesAreReadAndScalingSaysWhatIsMissing() throws Exception {
        Path png = folder.resolve("a.png");
        ImageIO.write(new BufferedImage(10, 10, BufferedImage.TYPE_INT_RGB), "png", png.toFile());

        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "--limit-modules",
                                "java.base,java.xml,jdk.net",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Program.class.getName(),
                                png.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("out").toFile())
                        .start();

        assertThat(process.waitFor()).isZero();
        assertThat(Files.readString(folder.resolve("out")))
                .startsWith(
                        "png\nreflection finds 3\ntrue\nimages are scaled by the module java.desktop")
                .contains("--add-modules java.desktop");
    }
}
