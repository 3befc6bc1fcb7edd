package dev.outcrop.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.catalog.Catalog;
import dev.outcrop.internal.Warnings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

class CatalogInUseTest {
    private final List<String> said = new ArrayList<>();
    private final Warnings warnings = new Warnings(said::add);

    @TempDir private Path folder;

    @Test
    void warnsOnceAboutACatalogOlderThanAYear() throws Exception {
        Catalog old = dated("2025-03-31");

        assertThat(new CatalogInUse(old, at("2026-04-01T00:00:00Z"), warnings).get()).isSameAs(old);
        var other = new CatalogInUse(old, at("2026-04-02T00:00:00Z"), warnings);
        assertThat(other.get()).isSameAs(other.get());

        assertThat(said).hasSize(1);
        assertThat(said.getFirst())
                .contains("2025-03-31", "outcrop models --update FILE", "Catalog.from(file)");
    }

    @Test
    void aNewerOneIsNotReported() throws Exception {
        Catalog catalog = dated("2025-04-01");

        assertThat(new CatalogInUse(catalog, at("2026-04-01T23:59:00Z"), warnings).get())
                .isSameAs(catalog);
        assertThat(said).isEmpty();
    }

    @Test
    void theStandardCatalogGrowsOldToo() {
        var inUse = new CatalogInUse(null, at("2031-01-01T00:00:00Z"), warnings);
        assertThat(said).isEmpty();

        assertThat(inUse.given()).isNull();
        assertThat(inUse.get()).isSameAs(Catalog.standard());
        assertThat(said).hasSize(1);
    }

    private Catalog dated(String date) throws Exception {
        String text = "{\"date\": \"" + date + "\", \"models\": []}";
        return Catalog.from(Files.writeString(folder.resolve("catalog.json"), text));
    }

    private static Clock at(String instant) {
        return Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
    }
}
