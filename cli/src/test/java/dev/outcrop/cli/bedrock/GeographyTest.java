package dev.outcrop.cli.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.catalog.Catalog;
import dev.outcrop.catalog.ModelName;
import dev.outcrop.internal.family.ProfileRules;

import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.TreeSet;

class GeographyTest {
    @Test
    void itNamesTheProfilesThatTheRemediesOfTheLibraryName() {
        Catalog catalog = Catalog.standard();
        var bases = new TreeSet<String>();
        for (Catalog.ModelFacts facts : catalog.models()) {
            String base = ModelName.of(facts.id()).base();
            if (base != null && !catalog.profiles(base).isEmpty()) {
                bases.add(base);
            }
        }
        assertThat(bases).hasSizeGreaterThan(20);
        var all = new SoftAssertions();
        for (String base : bases) {
            for (String region : KnownRegions.ALL) {
                all.assertThat(Geography.profile(base, region, catalog))
                        .as("%s in %s", base, region)
                        .isEqualTo(library(base, region));
            }
        }
        all.assertAll();
    }

    private static @Nullable String library(String base, String region) {
        String prefix = ProfileRules.prefix(ModelName.of(base), region);
        return prefix == null ? null : prefix + "." + base;
    }
}
