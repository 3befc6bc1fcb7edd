package dev.outcrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;

import org.junit.jupiter.api.Test;

import picocli.CommandLine.Command;

import java.io.InputStream;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** picocli reads commands by reflection: native images have to know each of them. */
class NativeMetadataTest {
    private static final String METADATA =
            "/META-INF/native-image/dev.outcrop/outcrop-cli/reachability-metadata.json";

    @Test
    void eachClassThatPicocliReadsIsInTheMetadata() throws Exception {
        Json.Obj metadata;
        try (InputStream in = Main.class.getResourceAsStream(METADATA)) {
            metadata = (Json.Obj) Json.parse(Objects.requireNonNull(in).readAllBytes());
        }
        var registered = new TreeSet<String>();
        for (Json element : metadata.array("reflection")) {
            Json.Obj entry = (Json.Obj) element;
            registered.add(String.valueOf(entry.string("type")));
            assertThat(entry.members().keySet())
                    .contains("allDeclaredConstructors", "allDeclaredFields", "allDeclaredMethods");
        }

        assertThat(registered).isEqualTo(readByPicocli());
    }

    private static Set<String> readByPicocli() throws Exception {
        Path home = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        var found = new TreeSet<String>();
        List<String> names;
        try (Stream<Path> files = Files.walk(home)) {
            names = files.map(file -> home.relativize(file).toString()).toList();
        }
        for (String name : names) {
            if (name.endsWith(".class") && !name.contains("-info")) {
                String type = name.replace(".class", "").replace('/', '.');
                Class<?> read = Class.forName(type, false, Main.class.getClassLoader());
                if (isRead(read)) {
                    found.add(type);
                    Command command = read.getAnnotation(Command.class);
                    if (command != null && command.versionProvider().getName().startsWith("dev.")) {
                        found.add(command.versionProvider().getName());
                    }
                }
            }
        }
        return found;
    }

    private static boolean isRead(Class<?> type) {
        return Stream.<AnnotatedElement>concat(
                        Stream.of(type),
                        Stream.<AnnotatedElement>concat(
                                Arrays.stream(type.getDeclaredFields()),
                                Arrays.stream(type.getDeclaredMethods())))
                .flatMap(element -> Arrays.stream(element.getAnnotations()))
                .anyMatch(it -> it.annotationType().getName().startsWith("picocli."));
    }
}
