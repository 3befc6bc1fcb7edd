package dev.outcrop.local.junit;

import dev.outcrop.Bedrock;
import dev.outcrop.local.LocalBedrock;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

import java.lang.reflect.Parameter;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The JUnit extension of {@link LocalBedrockTest}. Starts an emulator on first use; JUnit's store
 * closes it.
 */
@SuppressWarnings("exports") // JUnit is optional: users of this extension have it.
public final class LocalBedrockExtension implements ParameterResolver, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(LocalBedrockExtension.class);

    /** Called by JUnit. */
    public LocalBedrockExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == LocalBedrock.class
                || type == Bedrock.class
                || type == URI.class
                || isPort(parameter.getParameter());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        StartedBedrock started = started(context);
        Class<?> type = parameter.getParameter().getType();
        if (type == LocalBedrock.class) {
            return started.local();
        }
        if (type == Bedrock.class) {
            return started.bedrock();
        }
        return type == URI.class ? started.local().endpoint() : (Object) started.local().port();
    }

    /** Fails a test if one of its requests was not matched. */
    @Override
    public void afterEach(ExtensionContext context) {
        StartedBedrock started =
                context.getStore(NAMESPACE).get(StartedBedrock.class, StartedBedrock.class);
        List<String> unmatched = started == null ? List.of() : started.local().unmatched();
        if (!unmatched.isEmpty()) {
            throw new AssertionError(
                    unmatched.size()
                            + (unmatched.size() == 1 ? " request" : " requests")
                            + " to the local Bedrock emulator had no prepared answer:\n"
                            + String.join("\n", unmatched));
        }
    }

    private static StartedBedrock started(ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .computeIfAbsent(
                        StartedBedrock.class,
                        key -> StartedBedrock.as(said(context), context.getRequiredTestClass()),
                        StartedBedrock.class);
    }

    /** The annotation of the test, or of an enclosing class. */
    private static Optional<LocalBedrockTest> said(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getElement(), LocalBedrockTest.class)
                .or(
                        () ->
                                context.getTestClass()
                                        .flatMap(
                                                type ->
                                                        AnnotationSupport.findAnnotation(
                                                                type,
                                                                LocalBedrockTest.class,
                                                                context
                                                                        .getEnclosingTestClasses())));
    }

    private static boolean isPort(Parameter parameter) {
        return parameter.getType() == int.class && parameter.isAnnotationPresent(LocalPort.class);
    }
}
