package dev.outcrop.it.faults;

import dev.outcrop.error.BedrockException;
import dev.outcrop.message.Turn;
import dev.outcrop.policy.CallInfo;
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
    public void started(CallInfo call) {
        in("started");
    }

    @Override
    public void attempt(CallInfo call, int number) {
        in("attempt");
    }

    @Override
    public void retrying(CallInfo call, int nextAttempt, Duration wait, BedrockException failure) {
        in("retrying");
    }

    @Override
    public void firstDelta(CallInfo call, Duration sinceStart) {
        in("firstDelta");
    }

    @Override
    public boolean wantsContent() {
        in("wantsContent");
        return true;
    }

    @Override
    public void asked(CallInfo call, String body) {
        in("asked");
    }

    @Override
    public void answered(CallInfo call, Turn answer) {
        in("answered");
    }

    @Override
    public void ended(CallInfo call, Ended how) {
        in("ended");
    }
}
