package dev.outcrop.it.faults;

import dev.outcrop.error.BedrockException;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.Observer;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An observer that fails in one of its methods, or in all of them.
 *
 * @param method its name; "all" for each
 */
record BrokenObserver(String method, Throwable thrown, AtomicInteger failures) implements Observer {
    BrokenObserver(String method, Throwable thrown) {
        this(method, thrown, new AtomicInteger());
    }

    private void in(String name) {
        if (method.equals("all") || method.equals(name)) {
            failures.incrementAndGet();
            BrokenObserver.<RuntimeException>fail(thrown);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void fail(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Override
    public void started(Observer.Call call) {
        in("started");
    }

    @Override
    public void attempt(Observer.Call call, int number) {
        in("attempt");
    }

    @Override
    public void retrying(
            Observer.Call call, int nextAttempt, Duration wait, BedrockException failure) {
        in("retrying");
    }

    @Override
    public void firstDelta(Observer.Call call, Duration sinceStart) {
        in("firstDelta");
    }

    @Override
    public boolean wantsContent() {
        in("wantsContent");
        return true;
    }

    @Override
    public void asked(Observer.Call call, String body) {
        in("asked");
    }

    @Override
    public void answered(Observer.Call call, Turn answer) {
        in("answered");
    }

    @Override
    public void ended(Observer.Call call, Ended how) {
        in("ended");
    }
}
