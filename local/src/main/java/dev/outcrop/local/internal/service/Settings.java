package dev.outcrop.local.internal.service;

import dev.outcrop.local.authentication.RequestAuthenticator;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * How a service is to be.
 *
 * @param clock the time of day: of signatures, jobs and answers
 * @param guardedWords what every guardrail blocks
 * @param buckets the folder that stands in place of S3, one folder a bucket; null for none
 * @param authentication null where anyone may ask
 */
public record Settings(
        InstantSource clock,
        List<String> guardedWords,
        @Nullable Path buckets,
        @Nullable RequestAuthenticator authentication) {
    public Settings {
        guardedWords = List.copyOf(guardedWords);
    }

    /** Without a guarded word and without S3. */
    public static Settings plain() {
        return new Settings(InstantSource.system(), List.of(), null, null);
    }
}
