package dev.outcrop.local.junit;

import dev.outcrop.local.engine.Engine;
import dev.outcrop.local.rules.ToolCalling;

import org.junit.jupiter.api.extension.ExtendWith;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Provides tests with a local Bedrock emulator. A parameter of a test, or of a method before or
 * after it, can be the {@link dev.outcrop.local.LocalBedrock}, a {@link dev.outcrop.Bedrock} that
 * is connected to it, its {@link java.net.URI}, or its port as an {@link LocalPort} {@code int}.
 * Each test has its own emulator, closed after it; if the constructor or a method before all tests
 * has such a parameter, all tests of the class share one.
 *
 * <pre>{@code
 * @LocalBedrockTest(strict = true)
 * class GreetingTest {
 *     @Test
 *     void greets(LocalBedrock local, Bedrock bedrock) {
 *         local.script(Scripted.text("Hello!"));
 *         assertEquals("Hello!", bedrock.chat().ask("Hi").text());
 *     }
 * }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(LocalBedrockExtension.class)
@SuppressWarnings("exports") // JUnit is optional: users of these annotations have it.
public @interface LocalBedrockTest {
    /** Whether a request that is not scripted is rejected and fails the test. */
    boolean strict() default false;

    /**
     * What answers, in place of the engine that needs no model: a class with a constructor without
     * parameters, of which each local Bedrock has an instance.
     */
    Class<? extends Engine> engine() default Engine.class;

    /**
     * A script file, as in {@link dev.outcrop.local.script.ScriptFile}: a resource beside the
     * test's class. A request without a matching answer fails the test.
     */
    String script() default "";

    /**
     * A folder of recordings, relative to the working directory of the tests: {@code
     * src/test/recordings}. A request without a matching recording fails the test, with its
     * differences from the nearest one.
     */
    String replay() default "";

    /** When the engine that needs no model calls tools. */
    ToolCalling toolCalling() default ToolCalling.ALWAYS;

    /** Model ids that are accepted besides those of Bedrock's models, as ids without prefix. */
    String[] models() default {};

    /** The seed of request ids and padding, which are the same in every run. */
    long seed() default 1;
}
