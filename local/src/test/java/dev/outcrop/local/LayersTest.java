package dev.outcrop.local;

import static com.tngtech.archunit.core.importer.ImportOption.Predefined.DO_NOT_INCLUDE_TESTS;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The layers of the emulator. */
class LayersTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.outcrop.local");

    @Test
    void eachPackageUsesOnlyThoseBelowIt() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("dev.outcrop.local..")
                .layer("facade")
                .definedBy("dev.outcrop.local")
                .layer("http")
                .definedBy("dev.outcrop.local.internal.http")
                .layer("inprocess")
                .definedBy("dev.outcrop.local.internal.inprocess")
                .layer("service")
                .definedBy("dev.outcrop.local.internal.service")
                .layer("choice")
                .definedBy("dev.outcrop.local.internal.choice")
                .layer("authentication")
                .definedBy("dev.outcrop.local.internal.authentication")
                .layer("credentials")
                .definedBy("dev.outcrop.local.authentication")
                .layer("s3")
                .definedBy("dev.outcrop.local.internal.s3")
                .layer("sts")
                .definedBy("dev.outcrop.local.internal.sts")
                .layer("chunked")
                .definedBy("dev.outcrop.local.internal.chunked")
                .layer("jobs")
                .definedBy("dev.outcrop.local.internal.jobs")
                .layer("responses")
                .definedBy("dev.outcrop.local.internal.responses")
                .layer("guardrail")
                .definedBy("dev.outcrop.local.internal.guardrail")
                .layer("control")
                .definedBy("dev.outcrop.local.internal.control")
                .layer("nativeformat")
                .definedBy("dev.outcrop.local.internal.nativeformat")
                .layer("rules")
                .definedBy("dev.outcrop.local.rules", "dev.outcrop.local.internal.schemafill")
                .layer("cache")
                .definedBy("dev.outcrop.local.internal.cache")
                .layer("pace")
                .definedBy("dev.outcrop.local.internal.pace")
                .layer("quota")
                .definedBy("dev.outcrop.local.internal.quota")
                .layer("recording")
                .definedBy("dev.outcrop.local.recording")
                .layer("events")
                .definedBy("dev.outcrop.local.internal.events")
                .layer("engine")
                .definedBy("dev.outcrop.local.engine")
                .layer("validation")
                .definedBy("dev.outcrop.local.internal.validation")
                .layer("media")
                .definedBy("dev.outcrop.local.internal.media")
                .layer("nativebody")
                .definedBy("dev.outcrop.local.internal.nativebody")
                .layer("models")
                .definedBy("dev.outcrop.local.internal.models")
                .layer("catalog")
                .definedBy("dev.outcrop.local.internal.catalog")
                .layer("script")
                .definedBy("dev.outcrop.local.script")
                .layer("wire")
                .definedBy("dev.outcrop.local.wire")
                .layer("junit")
                .definedBy("dev.outcrop.local.junit")
                .whereLayer("junit")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("facade")
                .mayOnlyBeAccessedByLayers("junit")
                .whereLayer("http")
                .mayOnlyBeAccessedByLayers("facade")
                .whereLayer("inprocess")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("service")
                .mayOnlyBeAccessedByLayers("facade", "http", "inprocess")
                .whereLayer("choice")
                .mayOnlyBeAccessedByLayers("facade", "service")
                .whereLayer("rules")
                .mayOnlyBeAccessedByLayers("facade", "inprocess", "junit")
                .whereLayer("engine")
                .mayOnlyBeAccessedByLayers(
                        "facade",
                        "service",
                        "choice",
                        "jobs",
                        "guardrail",
                        "nativeformat",
                        "rules",
                        "cache",
                        "pace",
                        "quota",
                        "http",
                        "inprocess",
                        "junit")
                .whereLayer("pace")
                .mayOnlyBeAccessedByLayers("facade")
                .whereLayer("quota")
                .mayOnlyBeAccessedByLayers("facade")
                .whereLayer("recording")
                .mayOnlyBeAccessedByLayers("junit")
                .whereLayer("events")
                .mayOnlyBeAccessedByLayers("service", "recording")
                .whereLayer("cache")
                .mayOnlyBeAccessedByLayers("facade", "inprocess")
                .whereLayer("authentication")
                .mayOnlyBeAccessedByLayers("facade", "service", "recording")
                .whereLayer("sts")
                .mayOnlyBeAccessedByLayers("service")
                .whereLayer("s3")
                .mayOnlyBeAccessedByLayers("service", "jobs")
                .whereLayer("chunked")
                .mayOnlyBeAccessedByLayers("authentication", "s3")
                .whereLayer("jobs")
                .mayOnlyBeAccessedByLayers("service")
                .whereLayer("responses")
                .mayOnlyBeAccessedByLayers("service")
                .whereLayer("guardrail")
                .mayOnlyBeAccessedByLayers("service")
                .whereLayer("control")
                .mayOnlyBeAccessedByLayers("service", "jobs", "guardrail")
                .whereLayer("nativeformat")
                .mayOnlyBeAccessedByLayers("service", "jobs", "recording")
                .whereLayer("validation")
                .mayOnlyBeAccessedByLayers("service", "jobs")
                .whereLayer("models")
                .mayOnlyBeAccessedByLayers("validation", "rules")
                .whereLayer("catalog")
                .mayOnlyBeAccessedByLayers(
                        "service",
                        "choice",
                        "jobs",
                        "control",
                        "validation",
                        "nativebody",
                        "models",
                        "media")
                .whereLayer("media")
                .mayOnlyBeAccessedByLayers("validation", "nativebody")
                .whereLayer("nativebody")
                .mayOnlyBeAccessedByLayers("service", "validation")
                .whereLayer("script")
                .mayOnlyBeAccessedByLayers("facade", "service", "choice", "jobs", "junit")
                .check(CLASSES);
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
