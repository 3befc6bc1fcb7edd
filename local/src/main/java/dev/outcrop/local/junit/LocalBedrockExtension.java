package dev.outcrop.local.junit;

import dev.outcrop.Bedrock;
import dev.outcrop.local.LocalBedrock;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

import java.lang.reflect.Parameter;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The JUnit extension of {@link LocalBedrockTest}. Starts an emulator on first use, and closes it
 * after the test or class that used it first. Uses only what JUnit 5.12 and JUnit 6 have in common.
 */
@SuppressWarnings("exports") // JUnit is optional: users of this extension have it.
public final class LocalBedrockExtension
        implements ParameterResolver, AfterEachCallback, AfterAllCallback {
    private static final Namespace NAMESPACE = Namespace.create(LocalBedrockExtension.class);
    private static final Object STORE_LOCK = new Object();

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
        ContextBedrock held = held(context);
        List<String> unmatched = held == null ? List.of() : held.unmatched();
        close(held, context);
        if (!unmatched.isEmpty()) {
            throw new AssertionError(
                    unmatched.size()
                            + (unmatched.size() == 1 ? " request" : " requests")
                            + " to the local Bedrock emulator had no prepared answer:\n"
                            + String.join("\n", unmatched));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close(held(context), context);
    }

    /** JUnit closes what is in its store only from 5.13 on. */
    private static void close(@Nullable ContextBedrock held, ExtensionContext context) {
        if (held != null && held.isOf(context.getUniqueId())) {
            held.close();
        }
    }

    private static @Nullable ContextBedrock held(ExtensionContext context) {
        return context.getStore(NAMESPACE).get(ContextBedrock.class, ContextBedrock.class);
    }

    /** JUnit 5 and 6 have no method in common that looks and stores in one step. */
    private static StartedBedrock started(ExtensionContext context) {
        ContextBedrock held;
        synchronized (STORE_LOCK) {
            Store store = context.getStore(NAMESPACE);
            held = store.get(ContextBedrock.class, ContextBedrock.class);
            if (held == null) {
                held =
                        new ContextBedrock(
                                context.getUniqueId(),
                                () ->
                                        StartedBedrock.as(
                                                said(context), context.getRequiredTestClass()));
                store.put(ContextBedrock.class, held);
            }
        }
        return held.started();
    }

    /** The annotation of the test, or of an enclosing class. */
    private static Optional<LocalBedrockTest> said(ExtensionContext context) {
        for (ExtensionContext at = context; at != null; at = at.getParent().orElse(null)) {
            Optional<LocalBedrockTest> found =
                    AnnotationSupport.findAnnotation(at.getElement(), LocalBedrockTest.class);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static boolean isPort(Parameter parameter) {
        return parameter.getType() == int.class && parameter.isAnnotationPresent(LocalPort.class);
    }
}
