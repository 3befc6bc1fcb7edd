package dev.outcrop.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value of a record's component or a parameter that the JSON omits: the {@code default} of its
 * schema. A component with a default is not required.
 *
 * <p>The value is written as JSON, as in {@code @Default("10")} or {@code @Default("[]")}; if the
 * type's JSON is a string, the bare text is enough: {@code @Default("metric")}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
public @interface Default {
    String value();
}
