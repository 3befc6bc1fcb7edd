package dev.outcrop.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.tools.ToolProvider;

/** A type that has no schema says why, and what to do. */
class UnsupportedTypesTest {
    record Row(Class<?> type, String says) {}

    record Endless<T>(Endless<List<T>> next) {}

    record Dated(java.util.Date date) {}

    record Keyed(Map<Integer, String> map) {}

    record Strange(@JsonName("größe") int size) {}

    record BadDefault(@Default("{") int size) {}

    record WrongDefault(@Default("\"x\"") int size) {}

    sealed interface Taken permits All {}

    record All(int type, int kind, int variant) implements Taken {}

    sealed interface Open permits Opened {}

    non-sealed interface Opened extends Open {}

    interface Anything {}

    static class TwoConstructors {
        public TwoConstructors(int a) {}

        public TwoConstructors(String a) {}
    }

    static List<Row> rows() {
        return List.of(
                new Row(Endless.class, "nests types more than 100 deep"),
                new Row(Dated.class, "no JSON schema for java.util.Date: use a record"),
                new Row(Keyed.class, "the keys of a map must be strings"),
                new Row(Strange.class, "rename it with @JsonName"),
                new Row(BadDefault.class, "the default of size is not JSON: {"),
                new Row(WrongDefault.class, "invalid default of size: is a string, not a number"),
                new Row(Taken.class, "its records use all the names type, kind and variant"),
                new Row(Open.class, "Opened must be a record, a class or a sealed type"),
                new Row(Anything.class, "use a record"),
                new Row(TwoConstructors.class, "must have exactly one public constructor"),
                new Row(Thread.class, "use a record"),
                new Row(java.util.ArrayList.class, "use a record, an enum"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void typeWithoutASchemaSaysWhy(Row row) {
        assertThatThrownBy(() -> JsonSchema.of(row.type()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(row.says());
    }

    @Test
    void parametersWithoutNamesSayWhatToDo() throws NoSuchMethodException {
        var nameless = String.class.getMethod("concat", String.class);

        assertThatThrownBy(() -> JsonType.Parameters.of(nameless))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the names of the parameters of java.lang.String.concat are not in its class"
                                + " file. Name them: concat(@Param(\"…\") String …); or compile"
                                + " with javac's -parameters (Maven:"
                                + " <maven.compiler.parameters>true</maven.compiler.parameters>)");
    }

    @Test
    void typeOfWithoutAnArgumentIsRefused() {
        assertThatThrownBy(() -> new Named())
                .hasMessageContaining("new TypeRef<List<Person>>() {}");
    }

    private static class Named extends Middle<String> {}

    private static class Middle<T> extends TypeRef<T> {}

    @Test
    void moduleThatIsNotOpenSaysWhatToWrite(@TempDir Path folder) throws Exception {
        Class<?> closed = compiled(folder, "module closed { exports closed.open; }");

        assertThatThrownBy(() -> JsonSchema.of(closed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "closed.inside.Hidden cannot be reached by reflection: write \"opens"
                                + " closed.inside to dev.outcrop;\" into the module-info.java of"
                                + " closed");
    }

    @Test
    void moduleThatIsOpenIsRead(@TempDir Path folder) throws Exception {
        Class<?> open = compiled(folder, "open module closed { }");

        assertThat(JsonSchema.of(open).json().object("properties").members()).containsKey("name");
    }

    private static Class<?> compiled(Path folder, String module)
            throws IOException, ClassNotFoundException {
        Path sources = Files.createDirectories(folder.resolve("src"));
        Path classes = folder.resolve("classes");
        Path inside = Files.createDirectories(sources.resolve("closed/inside"));
        Path open = Files.createDirectories(sources.resolve("closed/open"));
        Files.writeString(sources.resolve("module-info.java"), module);
        Files.writeString(
                inside.resolve("Hidden.java"),
                "package closed.inside; public record Hidden(String name) {}");
        Files.writeString(open.resolve("Shown.java"), "package closed.open; public class Shown {}");
        int result =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-d",
                                classes.toString(),
                                sources + File.separator + "module-info.java",
                                inside.resolve("Hidden.java").toString(),
                                open.resolve("Shown.java").toString());
        assertThat(result).isZero();
        var boot = ModuleLayer.boot();
        var configuration =
                boot.configuration()
                        .resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of("closed"));
        return boot.defineModulesWithOneLoader(configuration, null)
                .findLoader("closed")
                .loadClass("closed.inside.Hidden");
    }
}
