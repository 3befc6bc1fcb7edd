package dev.outcrop;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

/** How much there is to learn of the library: the limits of decision 15, as it raised them. */
@Tag("slow")
class PublicApiTest {
    @Test
    void thereAreAtMostNinetyFiveExportedTypes() {
        assertThat(exportedTypes()).hasSizeLessThanOrEqualTo(95);
    }

    @Test
    void aChatHasAtMostFiftyFiveMethods() {
        assertThat(methods(Chat.class)).hasSizeLessThanOrEqualTo(55);
    }

    @Test
    void aModelHasAtMostFortyFiveMethods() {
        assertThat(methods(Model.class)).hasSizeLessThanOrEqualTo(45);
    }

    /** The public top-level types that are not below {@code internal}. */
    private static List<String> exportedTypes() {
        return new ClassFileImporter()
                .importUrl(Model.class.getProtectionDomain().getCodeSource().getLocation()).stream()
                        .filter(type -> !type.getPackageName().contains(".internal"))
                        .filter(JavaClass::isTopLevelClass)
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(JavaClass::getName)
                        .sorted()
                        .toList();
    }

    /** Its public methods and those it inherits, but not what the JDK's own types have. */
    private static List<String> methods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> !method.isSynthetic())
                .filter(method -> method.getDeclaringClass().getName().startsWith("dev.outcrop."))
                .map(Method::toGenericString)
                .sorted()
                .toList();
    }
}
