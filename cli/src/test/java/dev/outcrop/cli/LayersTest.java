package dev.outcrop.cli;

import static com.tngtech.archunit.core.importer.ImportOption.Predefined.DO_NOT_INCLUDE_TESTS;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import org.junit.jupiter.api.Test;

import java.util.List;

/** The packages of the command form one strict order. */
class LayersTest {
    /** Each package by itself, without wildcards. */
    private static final List<String> FROM_THE_LOWEST =
            List.of(
                    "dev.outcrop.cli.terminal",
                    "dev.outcrop.cli.attachment",
                    "dev.outcrop.cli.config",
                    "dev.outcrop.cli.markdown",
                    "dev.outcrop.cli.tools",
                    "dev.outcrop.cli.bedrock",
                    "dev.outcrop.cli.history",
                    "dev.outcrop.cli.output",
                    "dev.outcrop.cli.batch",
                    "dev.outcrop.cli.chat",
                    "dev.outcrop.cli.local",
                    "dev.outcrop.cli.mcp",
                    "dev.outcrop.cli.command",
                    "dev.outcrop.cli");

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.outcrop.cli");

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
    void onlyTheHistoryUsesADatabase() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.outcrop.cli.history")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.sqlite..")
                .check(CLASSES);
    }
}
