package dev.outcrop.internal.aws.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import software.amazon.awssdk.regions.EndpointTag;
import software.amazon.awssdk.regions.PartitionEndpointKey;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

import java.util.stream.Stream;

/** The table agrees with AWS's, for every region that AWS's module knows. */
class PartitionTest {
    static Stream<Region> regions() {
        return Stream.concat(Region.regions().stream(), Stream.of(Region.of("mars-north-1")))
                .filter(region -> !region.isGlobalRegion());
    }

    @ParameterizedTest
    @MethodSource("regions")
    void hasTheDomainsThatAwsHas(Region region) {
        PartitionMetadata aws = PartitionMetadata.of(region);
        Partition ours = Partition.of(region.id());

        assertThat(ours.domain(false)).isEqualTo(aws.dnsSuffix());
        assertThat(ours.domain(true))
                .isEqualTo(
                        aws.dnsSuffix(
                                PartitionEndpointKey.builder()
                                        .tags(EndpointTag.DUALSTACK)
                                        .build()));
    }
}
