package dev.outcrop;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import java.util.Set;
import java.util.stream.Stream;

/** Public and protected members must not name a type of an internal package. */
final class PublicSignatures extends ArchCondition<JavaClass> {
    PublicSignatures() {
        super("have no internal type in a public signature");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream())
                .flatMap(named -> named.getAllInvolvedRawTypes().stream())
                .filter(PublicSignatures::isInternal)
                .forEach(named -> violated(type, type.getName(), named, events));
        for (JavaCodeUnit unit : type.getCodeUnits()) {
            if (isVisible(unit.getModifiers())) {
                Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream())
                        .flatMap(named -> named.getAllInvolvedRawTypes().stream())
                        .filter(PublicSignatures::isInternal)
                        .forEach(named -> violated(type, unit.getFullName(), named, events));
            }
        }
        type.getFields().stream()
                .filter(field -> isVisible(field.getModifiers()))
                .forEach(
                        field ->
                                field.getType().getAllInvolvedRawTypes().stream()
                                        .filter(PublicSignatures::isInternal)
                                        .forEach(
                                                named ->
                                                        violated(
                                                                type,
                                                                field.getFullName(),
                                                                named,
                                                                events)));
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return (modifiers.contains(JavaModifier.PUBLIC)
                        || modifiers.contains(JavaModifier.PROTECTED))
                && !modifiers.contains(JavaModifier.SYNTHETIC);
    }

    private static boolean isInternal(JavaClass type) {
        return type.getPackageName().startsWith("dev.outcrop.internal");
    }

    private static void violated(
            JavaClass type, String where, JavaClass named, ConditionEvents events) {
        events.add(SimpleConditionEvent.violated(type, where + " names " + named.getName()));
    }
}
