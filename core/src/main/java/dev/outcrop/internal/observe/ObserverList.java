package dev.outcrop.internal.observe;

import dev.outcrop.internal.ContextCarrier;
import dev.outcrop.policy.Observer;

import org.jspecify.annotations.Nullable;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The observers of one call or question. Nothing that an observer throws affects the call, not even
 * an {@link Error}: it is logged, once for each observer. Safe for any number of threads.
 */
public final class ObserverList {
    private final List<Observer> observers;

    /** The observers whose first failure was logged; null until one fails. Guarded by this. */
    private @Nullable Set<Observer> failed;

    private ObserverList(List<Observer> observers) {
        this.observers = observers;
    }

    /** Returns the observers of a client, and those of a call. */
    public static ObserverList of(List<Observer> client, List<Observer> call) {
        if (call.isEmpty()) {
            return new ObserverList(client);
        }
        var all = new ArrayList<>(client);
        all.addAll(call);
        return new ObserverList(all);
    }

    public boolean isEmpty() {
        return observers.isEmpty();
    }

    /** Notifies each observer. */
    @SuppressWarnings("CatchingUnchecked") // an observer may throw anything, and must not matter
    public void tell(Consumer<Observer> news) {
        for (Observer observer : observers) {
            try {
                news.accept(observer);
            } catch (Throwable e) {
                report(observer, e);
            }
        }
    }

    /** Notifies each observer that wants content. */
    public void tellContent(Consumer<Observer> news) {
        tell(
                observer -> {
                    if (observer.wantsContent()) {
                        news.accept(observer);
                    }
                });
    }

    private void report(Observer observer, Throwable thrown) {
        try {
            if (isFirst(observer)) {
                System.getLogger("dev.outcrop.observer")
                        .log(Level.WARNING, "an observer failed", thrown);
            }
        } catch (Throwable e) {
            // Out of memory, or the program's logger is broken: the call continues in any case.
        }
    }

    private synchronized boolean isFirst(Observer observer) {
        if (failed == null) {
            failed = Collections.newSetFromMap(new IdentityHashMap<>());
        }
        return failed.add(observer);
    }

    /** Returns what carries the context that the program and its observers need. */
    public static ContextCarrier carrier(ContextCarrier own, List<Observer> observers) {
        UnaryOperator<Runnable> all = own.isNone() ? null : own.wrapper();
        for (Observer observer : observers) {
            UnaryOperator<Runnable> more = observer.contextPropagation();
            if (more != null) {
                UnaryOperator<Runnable> others = all;
                all = others == null ? more : task -> others.apply(more.apply(task));
            }
        }
        return all == null ? own : new ContextCarrier(all);
    }
}
