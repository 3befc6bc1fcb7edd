package dev.outcrop;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The packages form one strict order; a package depends only on lower ones. */
class LayersTest {
    private static final String ROOT = "dev.outcrop";

    /** Each package by itself, without wildcards. */
    private static final List<String> FROM_THE_LOWEST =
            List.of(
                    "dev.outcrop.internal",
                    "dev.outcrop.internal.regex",
                    "dev.outcrop.json",
                    "dev.outcrop.internal.json",
                    "dev.outcrop.internal.schema",
                    "dev.outcrop.schema",
                    "dev.outcrop.internal.media",
                    "dev.outcrop.message",
                    "dev.outcrop.prompt",
                    "dev.outcrop.error",
                    "dev.outcrop.aws",
                    "dev.outcrop.internal.aws.config",
                    "dev.outcrop.policy",
                    "dev.outcrop.tool",
                    "dev.outcrop.catalog",
                    "dev.outcrop.settings",
                    "dev.outcrop.internal.observe",
                    "dev.outcrop.internal.server",
                    "dev.outcrop.internal.text",
                    "dev.outcrop.internal.stream",
                    "dev.outcrop.internal.framing",
                    "dev.outcrop.internal.tool",
                    "dev.outcrop.internal.family",
                    "dev.outcrop.internal.retry",
                    "dev.outcrop.internal.limit",
                    "dev.outcrop.internal.aws.endpoint",
                    "dev.outcrop.internal.aws.signing",
                    "dev.outcrop.internal.http",
                    "dev.outcrop.media",
                    "dev.outcrop.internal.aws.credentials.source",
                    "dev.outcrop.internal.aws.credentials.process",
                    "dev.outcrop.internal.aws.credentials.metadata",
                    "dev.outcrop.internal.aws.credentials.sts",
                    "dev.outcrop.internal.aws.credentials.sso",
                    "dev.outcrop.internal.aws.credentials.login",
                    "dev.outcrop.internal.aws.credentials",
                    "dev.outcrop.internal.caching",
                    "dev.outcrop.internal.extract",
                    "dev.outcrop.internal.history.edit",
                    "dev.outcrop.internal.history.tool",
                    "dev.outcrop.internal.history",
                    "dev.outcrop.internal.transport",
                    "dev.outcrop.batch",
                    "dev.outcrop.internal.call",
                    "dev.outcrop.internal.s3",
                    "dev.outcrop.internal.protocol.vendor",
                    "dev.outcrop.internal.protocol.openai",
                    "dev.outcrop.internal.protocol.anthropic",
                    "dev.outcrop.internal.client",
                    "dev.outcrop.internal.protocol",
                    "dev.outcrop.internal.protocol.control",
                    "dev.outcrop.internal.job",
                    "dev.outcrop.internal.protocol.converse",
                    "dev.outcrop.internal.protocol.mantle",
                    "dev.outcrop.internal.protocol.invoke",
                    "dev.outcrop.internal.model.listing",
                    "dev.outcrop.internal.model.settings",
                    "dev.outcrop.internal.model",
                    "dev.outcrop.internal.chat",
                    ROOT);

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
                    .importPackages(ROOT);

    static Stream<Integer> layers() {
        return IntStream.range(0, FROM_THE_LOWEST.size() - 1).boxed();
    }

    @ParameterizedTest
    @MethodSource("layers")
    void noPackageDependsOnAHigherOne(int layer) {
        String[] above =
                FROM_THE_LOWEST.subList(layer + 1, FROM_THE_LOWEST.size()).toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(FROM_THE_LOWEST.get(layer))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(above)
                .check(CLASSES);
    }

    @Test
    void theListNamesEveryPackageOnceAndNoOther() {
        assertThat(CLASSES.stream().map(JavaClass::getPackageName).distinct())
                .containsExactlyInAnyOrderElementsOf(FROM_THE_LOWEST);
    }

    @Test
    void theRootPackageIsSmall() {
        assertThat(
                        CLASSES.stream()
                                .filter(type -> type.getPackageName().equals(ROOT))
                                .filter(JavaClass::isTopLevelClass)
                                .filter(type -> !type.getSimpleName().equals("package-info")))
                .hasSizeLessThanOrEqualTo(16);
    }

    @Test
    void noPublicSignatureNamesAnInternalType() {
        classes()
                .that()
                .resideOutsideOfPackage("dev.outcrop.internal..")
                .and()
                .arePublic()
                .should(new PublicSignatures())
                .check(CLASSES);
    }

    @Test
    void jsonLibraryIsSeenInOnePackage() {
        onlyIn("dev.outcrop.json", "tools.jackson..");
    }

    @Test
    void schemaLibraryIsSeenInOnePackage() {
        onlyIn("dev.outcrop.schema", "dev.harrel..");
    }

    @Test
    void httpLibraryIsSeenInOnePackage() {
        onlyIn("dev.outcrop.internal.http", "org.apache.hc..");
    }

    private static void onlyIn(String home, String library) {
        noClasses()
                .that()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
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
