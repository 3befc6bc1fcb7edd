package dev.outcrop.internal.client;

import dev.outcrop.catalog.Catalog;
import dev.outcrop.internal.Warnings;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The catalog of one client: the caller's, or the standard one, which is read on first use. Warns
 * then if it is older than a year. Safe for any number of threads.
 */
public final class CatalogInUse {
    /** Several clients of a process have the same old catalog, and one warning. */
    private static final Warnings PROCESS = Warnings.logged();

    private final @Nullable Catalog given;
    private final Clock clock;
    private final Warnings warnings;
    private final AtomicBoolean checked = new AtomicBoolean();

    CatalogInUse(@Nullable Catalog given, Clock clock, Warnings warnings) {
        this.given = given;
        this.clock = clock;
        this.warnings = warnings;
    }

    /**
     * Returns the catalog of a client.
     *
     * @param given the caller's catalog; null for the standard one
     * @param clock tells the day
     */
    public static CatalogInUse of(@Nullable Catalog given, Clock clock) {
        return new CatalogInUse(given, clock, PROCESS);
    }

    /** Returns the caller's catalog; null if it is the standard one. */
    public @Nullable Catalog given() {
        return given;
    }

    /** Returns the catalog. */
    public Catalog get() {
        Catalog catalog = given == null ? Catalog.standard() : given;
        if (!checked.get() && checked.compareAndSet(false, true)) {
            LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            if (catalog.isOlderThanAYear(today)) {
                warnings.once(
                        "The catalog of models is of "
                                + catalog.date()
                                + ": prices and limits may have changed. Update Outcrop, or read"
                                + " newer figures (outcrop models --update FILE; in Java:"
                                + " Catalog.from(file)).");
            }
        }
        return catalog;
    }
}
