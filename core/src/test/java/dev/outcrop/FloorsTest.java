package dev.outcrop;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A package uses the floors below it, and none above. */
class FloorsTest {
    private static final String ROOT = "dev.outcrop";

    private static final List<String> FROM_THE_BOTTOM =
            List.of(
                    "dev.outcrop.time..",
                    "dev.outcrop.json..",
                    "dev.outcrop.schema..",
                    "dev.outcrop.message..",
                    "dev.outcrop.text..",
                    "dev.outcrop.error..",
                    "dev.outcrop.policy..",
                    "dev.outcrop.tool..",
                    "dev.outcrop.retry..",
                    "dev.outcrop.limit..",
                    "dev.outcrop.aws..",
                    "dev.outcrop.transport.http..",
                    "dev.outcrop.transport",
                    "dev.outcrop.catalog..",
                    "dev.outcrop.protocol..",
                    "dev.outcrop.extract..",
                    "dev.outcrop.prompt..",
                    ROOT);

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
                    .importPackages(ROOT);

    static Stream<Integer> floors() {
        return IntStream.range(0, FROM_THE_BOTTOM.size() - 1).boxed();
    }

    @ParameterizedTest
    @MethodSource("floors")
    void nothingLooksUp(int floor) {
        String[] above =
                FROM_THE_BOTTOM.subList(floor + 1, FROM_THE_BOTTOM.size()).toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(FROM_THE_BOTTOM.get(floor))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(above)
                .check(CLASSES);
    }

    @Test
    void everyPackageIsOnAFloor() {
        noClasses()
                .should()
                .resideOutsideOfPackages(FROM_THE_BOTTOM.toArray(String[]::new))
                .check(CLASSES);
    }

    @Test
    void jsonLibraryIsSeenInOnePackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.outcrop.json")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("tools.jackson..")
                .check(CLASSES);
    }

    @Test
    void schemaLibraryIsSeenInOnePackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.outcrop.schema")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.harrel..")
                .check(CLASSES);
    }

    @Test
    void httpLibraryIsSeenInOnePackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.outcrop.transport.http")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.hc..")
                .check(CLASSES);
    }

    @Test
    void noModuleOfAwsAndNoLoggingFrameworkIsSeen() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..", "org.slf4j..")
                .check(CLASSES);
    }
}
