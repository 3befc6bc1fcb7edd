package dev.outcrop.local.service;

import java.time.Duration;

/** Lets time pass; in tests, without taking any. */
@FunctionalInterface
public interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
}
