package dev.outcrop.internal.tool;

import dev.outcrop.tool.Tool;
import dev.outcrop.tool.ToolLimits;
import dev.outcrop.tool.ToolPolicy;
import dev.outcrop.tool.ToolRequest;
import dev.outcrop.tool.ToolRequest.Registration;
import dev.outcrop.tool.ToolReturn;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The tool settings of a chat. For any number of threads. */
public final class ToolSettings {
    private final AtomicReference<ToolPolicy> policy = new AtomicReference<>(ToolPolicy.ALLOW_ALL);
    private volatile ToolLimits limits = ToolLimits.DEFAULT;
    private volatile boolean sequential;
    private final List<Hook<UnaryOperator<ToolRequest>>> onRequest = new CopyOnWriteArrayList<>();
    private final List<Hook<Consumer<ToolReturn>>> onResult = new CopyOnWriteArrayList<>();

    /** Compared by identity: the same function may be registered twice. */
    private static final class Hook<T> {
        final T what;

        Hook(T what) {
            this.what = what;
        }
    }

    /** Creates the defaults, without hooks. */
    public ToolSettings() {}

    /** Returns an independent copy. */
    public ToolSettings copy() {
        var copy = new ToolSettings();
        copy.policy(policy());
        copy.limits = limits;
        copy.sequential = sequential;
        copy.onRequest.addAll(onRequest);
        copy.onResult.addAll(onResult);
        return copy;
    }

    public ToolPolicy policy() {
        return policy.get();
    }

    public void policy(ToolPolicy policy) {
        this.policy.set(policy);
    }

    /** Allows a tool from now on, unless the policy denies it meanwhile. */
    void allowAlways(Tool tool) {
        policy.updateAndGet(now -> denies(now, tool) ? now : now.allow(tool.name()));
    }

    boolean denies(Tool tool) {
        return denies(policy(), tool);
    }

    private static boolean denies(ToolPolicy policy, Tool tool) {
        return policy.decide(tool, false) == ToolPolicy.Decision.DENY;
    }

    public ToolLimits limits() {
        return limits;
    }

    public void limits(ToolLimits limits) {
        this.limits = limits;
    }

    public boolean sequential() {
        return sequential;
    }

    public void sequential(boolean sequential) {
        this.sequential = sequential;
    }

    public Registration onRequest(UnaryOperator<ToolRequest> hook) {
        return register(hook, onRequest);
    }

    public Registration onResult(Consumer<ToolReturn> hook) {
        return register(hook, onResult);
    }

    private static <T> Registration register(T what, List<Hook<T>> hooks) {
        var hook = new Hook<>(what);
        hooks.add(hook);
        return () -> hooks.remove(hook);
    }

    /** Calls the hooks with a request: the hook registered last sees it first. */
    ToolRequest asked(ToolRequest request) {
        ToolRequest now = request;
        for (Hook<UnaryOperator<ToolRequest>> hook : List.copyOf(onRequest).reversed()) {
            now = hook.what.apply(now);
            if (now == null) {
                throw new IllegalStateException("the onToolRequest hook must return a request");
            }
        }
        return now;
    }

    void returned(ToolReturn done) {
        for (Hook<Consumer<ToolReturn>> hook : List.copyOf(onResult).reversed()) {
            hook.what.accept(done);
        }
    }
}
