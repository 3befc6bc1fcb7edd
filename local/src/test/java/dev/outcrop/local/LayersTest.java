package dev.outcrop.local;

import static com.tngtech.archunit.core.importer.ImportOption.Predefined.DO_NOT_INCLUDE_TESTS;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The packages of the emulator form one strict order. */
class LayersTest {
    /** Each package by itself, without wildcards. */
    private static final List<String> FROM_THE_LOWEST =
            List.of(
                    "dev.outcrop.local.authentication",
                    "dev.outcrop.local.internal.catalog",
                    "dev.outcrop.local.internal.chunked",
                    "dev.outcrop.local.wire",
                    "dev.outcrop.local.engine",
                    "dev.outcrop.local.internal.authentication",
                    "dev.outcrop.local.internal.control",
                    "dev.outcrop.local.internal.events",
                    "dev.outcrop.local.internal.media",
                    "dev.outcrop.local.internal.models",
                    "dev.outcrop.local.internal.nonchat",
                    "dev.outcrop.local.internal.responses",
                    "dev.outcrop.local.internal.s3",
                    "dev.outcrop.local.internal.schemafill",
                    "dev.outcrop.local.internal.sts",
                    "dev.outcrop.local.script",
                    "dev.outcrop.local.internal.cache",
                    "dev.outcrop.local.internal.choice",
                    "dev.outcrop.local.internal.guardrail",
                    "dev.outcrop.local.internal.nativebody",
                    "dev.outcrop.local.internal.nativeformat",
                    "dev.outcrop.local.internal.pace",
                    "dev.outcrop.local.internal.quota",
                    "dev.outcrop.local.rules",
                    "dev.outcrop.local.internal.validation",
                    "dev.outcrop.local.recording",
                    "dev.outcrop.local.internal.jobs",
                    "dev.outcrop.local.internal.service",
                    "dev.outcrop.local.internal.http",
                    "dev.outcrop.local.internal.inprocess",
                    "dev.outcrop.local",
                    "dev.outcrop.local.junit");

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.outcrop.local");

    @Test
    void noPackageDependsOnAHigherOne() {
        for (int i = 0; i < FROM_THE_LOWEST.size() - 1; i++) {
            List<String> above = FROM_THE_LOWEST.subList(i + 1, FROM_THE_LOWEST.size());

            noClasses()
                    .that()
                    .resideInAPackage(FROM_THE_LOWEST.get(i))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(above.toArray(String[]::new))
                    .check(CLASSES);
        }
    }

    @Test
    void theListNamesEveryPackageOnceAndNoOther() {
        assertThat(CLASSES.stream().map(JavaClass::getPackageName).distinct())
                .containsExactlyInAnyOrderElementsOf(FROM_THE_LOWEST);
    }

    @Test
    void atMostEightPackagesAreExported() throws IOException {
        List<String> module = Files.readAllLines(Path.of("src/main/java/module-info.java"));

        assertThat(module.stream().filter(line -> line.matches(" *exports .*;"))).hasSize(8);
    }

    @Test
    void behindTheFacadeNothingOfTheLibraryIsUsedButItsJson() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.outcrop.local",
                        "dev.outcrop.local.internal.inprocess",
                        "dev.outcrop.local.junit")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.outcrop",
                        "dev.outcrop.message..",
                        "dev.outcrop.error..",
                        "dev.outcrop.aws..",
                        "dev.outcrop.internal..")
                .check(CLASSES);
    }

    @Test
    void onlyTheHttpPackageUsesJetty() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.outcrop.local.internal.http")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.jetty..")
                .check(CLASSES);
    }
}
