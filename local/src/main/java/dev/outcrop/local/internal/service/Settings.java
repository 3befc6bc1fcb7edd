package dev.outcrop.local.internal.service;

import dev.outcrop.local.internal.authentication.RequestAuthenticator;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/**
 * The settings of a service.
 *
 * @param clock the time of day: of signatures, jobs and answers
 * @param guardedWords the words that guardrails block until one is created
 * @param buckets the folder in place of S3, with one folder for each bucket; null for none
 * @param authentication null to accept all requests
 * @param models ids that are accepted besides those of the catalog
 * @param regional whether a model is available only in its regions
 */
public record Settings(
        InstantSource clock,
        List<String> guardedWords,
        @Nullable Path buckets,
        @Nullable RequestAuthenticator authentication,
        Set<String> models,
        boolean regional) {
    public Settings {
        models = Set.copyOf(models);
        guardedWords = List.copyOf(guardedWords);
    }

    /** Returns settings with the usual guarded word and without S3. */
    public static Settings plain() {
        return new Settings(
                InstantSource.system(), List.of("forbidden"), null, null, Set.of(), false);
    }
}
