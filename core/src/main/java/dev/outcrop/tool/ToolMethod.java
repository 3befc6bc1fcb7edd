package dev.outcrop.tool;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method as a tool: name and input are derived from the method and its parameters. {@link
 * dev.outcrop.schema.Describe} or {@link Param} describes a parameter. A parameter of the type
 * {@link Tool.Context} and one with {@link Hidden} are not part of the input.
 *
 * <p>The class must be compiled with {@code -parameters}, or each parameter be named by {@link
 * Param}, as in programs of a single file; the package of a class in a module must be opened to
 * {@code dev.outcrop}.
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

    /** A name for people; see {@link Tool.Annotations}. */
    String title() default "";

    /** Whether the tool changes nothing; see {@link Tool.Annotations}. */
    boolean readOnly() default false;

    /** Whether the tool may delete or overwrite something; see {@link Tool.Annotations}. */
    boolean destructive() default false;

    /** Names a parameter, and describes it for the model. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    @interface Param {
        /** The name. */
        String value();

        /** The description; if empty, that of {@link dev.outcrop.schema.Describe}. */
        String description() default "";
    }

    /**
     * Hides a parameter from the model. Its argument is the caller's value of the parameter's name:
     * {@code chat.with(CallContext.NONE.withValue("tenant", tenant))}. Without a value, it is null
     * or empty if the parameter is {@code @Nullable} or {@code Optional}; otherwise the question
     * fails before any tool of the turn runs.
     */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    @interface Hidden {}
}
