package dev.outcrop.local.internal.service;

import dev.outcrop.local.authentication.RequestAuthenticator;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * The settings of a service.
 *
 * @param clock the time of day: of signatures, jobs and answers
 * @param guardedWords the words that every guardrail blocks
 * @param buckets the folder in place of S3, with one folder for each bucket; null for none
 * @param authentication null to accept all requests
 */
public record Settings(
        InstantSource clock,
        List<String> guardedWords,
        @Nullable Path buckets,
        @Nullable RequestAuthenticator authentication) {
    public Settings {
        guardedWords = List.copyOf(guardedWords);
    }

    /** Returns settings without guarded words and without S3. */
    public static Settings plain() {
        return new Settings(InstantSource.system(), List.of(), null, null);
    }
}
