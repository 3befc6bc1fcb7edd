package dev.outcrop.tool;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method as a tool: name and input are derived from the method and its parameters. {@link
 * dev.outcrop.schema.Describe} describes the parameters.
 *
 * <p>The class must be compiled with {@code -parameters}, or each parameter be named by {@link
 * dev.outcrop.schema.JsonName}; the package of a class in a module must be opened to {@code
 * dev.outcrop}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ToolMethod {
    /** What the tool does and when to use it, for the model. */
    String value();

    /** The tool's name; if empty, that of the method. */
    String name() default "";

    /** Whether the model must keep to the schema; see {@link Tool#strict()}. */
    boolean strict() default false;
}
