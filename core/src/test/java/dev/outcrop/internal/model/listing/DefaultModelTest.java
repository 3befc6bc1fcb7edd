package dev.outcrop.internal.model.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.catalog.Catalog;
import dev.outcrop.catalog.Catalog.ModelFacts;
import dev.outcrop.catalog.ModelName;
import dev.outcrop.internal.family.ProfileRules;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Objects;

class DefaultModelTest {
    private static final ModelFacts FACTS =
            Objects.requireNonNull(Catalog.standard().find(ModelIds.DEFAULT)).facts();

    @Test
    void isLoggedOnce() {
        var said = new ArrayList<String>();
        var model = new DefaultModel(said::add);
        assertThat(said).isEmpty();

        assertThat(model.used()).isEqualTo(ModelIds.DEFAULT);
        assertThat(model.used()).isEqualTo(ModelIds.DEFAULT);

        assertThat(said).containsExactly("Using model \"" + ModelIds.DEFAULT + "\".");
    }

    @Test
    void isTheNewestOfItsLine() {
        assertThat(FACTS.id()).isEqualTo(ModelIds.DEFAULT);
        assertThat(FACTS.endOfLife()).isNull();
        assertThat(FACTS.successor()).isNull();
    }

    /** These regions have no geographic profile of it. */
    @ParameterizedTest
    @ValueSource(strings = {"ap-northeast-1", "ap-southeast-1", "ap-south-1", "sa-east-1"})
    void isCalledThroughTheProfileThatEachCommercialRegionHas(String region) {
        ModelName name = ModelName.of(ModelIds.DEFAULT);

        assertThat(name.profile()).isEqualTo("global");
        assertThat(ProfileRules.prefix(name, region)).isNull();
    }
}
