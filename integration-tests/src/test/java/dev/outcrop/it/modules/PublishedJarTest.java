package dev.outcrop.it.modules;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** What is in the published jar, and what it needs beside it. */
class PublishedJarTest {
    private static final List<String> NEEDED =
            List.of("java.base", "java.xml", "jdk.net", "tools.jackson.core");

    private static LibraryModules library;

    @BeforeAll
    static void findLibrary() throws IOException {
        library = LibraryModules.published();
    }

    @Test
    void jacksonIsTheOnlyOtherJarThatItNeeds() {
        assertThat(LibraryModules.needed(library.descriptor()))
                .containsExactlyInAnyOrderElementsOf(NEEDED);
        assertThat(library.paths().keySet())
                .containsExactlyInAnyOrder(LibraryModules.NAME, "tools.jackson.core");
    }

    @Test
    void noModuleIsAutomatic() {
        assertThat(library.paths().values())
                .extracting(LibraryModules::descriptor)
                .noneMatch(found -> Objects.requireNonNull(found).isAutomatic());
    }

    @Test
    void itsClassesUseNoOtherModule() {
        String used =
                JdkTool.JDEPS.run(
                        "--multi-release",
                        "base",
                        "--ignore-missing-deps",
                        "--print-module-deps",
                        "--module-path",
                        ModuleApp.joined(library.toCompileWith()),
                        library.jar().toString());

        assertThat(used.strip().split(",", -1)).containsExactlyInAnyOrderElementsOf(NEEDED);
    }

    @Test
    void allItsPackagesAreItsOwn() throws IOException {
        assertThat(files())
                .filteredOn(name -> !name.startsWith("dev/outcrop/"))
                .containsExactlyInAnyOrder(
                        "META-INF/LICENSE",
                        "META-INF/LICENSE-json-schema",
                        "META-INF/MANIFEST.MF",
                        "META-INF/NOTICE",
                        "META-INF/maven/dev.outcrop/outcrop/pom.properties",
                        "META-INF/maven/dev.outcrop/outcrop/pom.xml",
                        "META-INF/native-image/dev.outcrop/outcrop/reachability-metadata.json",
                        "module-info.class");
        assertThat(library.descriptor().exports())
                .filteredOn(export -> !export.isQualified()) // to the project's own modules
                .extracting(ModuleDescriptor.Exports::source)
                .noneMatch(name -> name.startsWith("dev.outcrop.internal"));
    }

    @Test
    void noClassNamesThePackagesThatWereRenamed() throws IOException {
        try (var jar = new JarFile(library.jar().toFile())) {
            for (ZipEntry entry : jar.stream().toList()) {
                if (entry.getName().endsWith(".class") && !isDescriptor(entry)) {
                    assertThat(text(jar, entry))
                            .as(entry.getName())
                            .doesNotContain("dev/harrel", "dev.harrel.jsonschema")
                            .doesNotContain("org/apache/hc", "org.apache.hc.core5");
                }
            }
        }
    }

    @Test
    void itsPomNamesNoLibraryThatItContains() throws IOException {
        try (var jar = new JarFile(library.jar().toFile())) {
            String pom = text(jar, jar.getEntry("META-INF/maven/dev.outcrop/outcrop/pom.xml"));

            assertThat(pom)
                    .contains("<artifactId>jackson-core</artifactId>")
                    .doesNotContain("<artifactId>json-schema</artifactId>")
                    .doesNotContain("<artifactId>httpcore5</artifactId>");
        }
    }

    private static boolean isDescriptor(ZipEntry entry) {
        return entry.getName().equals("module-info.class");
    }

    private static List<String> files() throws IOException {
        Path path = library.jar();
        try (var jar = new JarFile(path.toFile())) {
            return jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
        }
    }

    private static String text(JarFile jar, ZipEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
