package dev.outcrop.schema;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;

/** Detects nullable annotations, of JSpecify or any other {@code Nullable}. */
final class Nullness {
    private Nullness() {}

    static boolean nullable(AnnotatedElement element) {
        for (Annotation annotation : element.getAnnotations()) {
            if (annotation.annotationType().getSimpleName().equals("Nullable")) {
                return true;
            }
        }
        return false;
    }
}
