package dev.outcrop.schema;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;

/** Whether something is annotated as nullable, by JSpecify or by any other {@code Nullable}. */
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
