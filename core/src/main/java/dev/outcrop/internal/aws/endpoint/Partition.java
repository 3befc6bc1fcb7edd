package dev.outcrop.internal.aws.endpoint;

import org.jspecify.annotations.Nullable;

/**
 * A partition of AWS with its own domains. AWS's {@code regions} module has the same table, but
 * adds 190 ms to a cold start; a test compares the two.
 */
enum Partition {
    CHINA("cn-", "amazonaws.com.cn", "api.amazonwebservices.com.cn"),
    ISO("us-iso-", "c2s.ic.gov", "api.aws.ic.gov"),
    ISO_B("us-isob-", "sc2s.sgov.gov", "api.aws.scloud"),
    ISO_E("eu-isoe-", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk"),
    ISO_F("us-isof-", "csp.hci.ic.gov", "api.aws.hci.ic.gov"),
    EUROPEAN_SOVEREIGN("eusc-", "amazonaws.eu", "api.amazonwebservices.eu"),
    /** All other regions, including GovCloud, which has the same domains. */
    COMMERCIAL("", "amazonaws.com", "api.aws");

    private final String regionPrefix;
    private final String domain;
    private final String dualStackDomain;

    Partition(String regionPrefix, String domain, String dualStackDomain) {
        this.regionPrefix = regionPrefix;
        this.domain = domain;
        this.dualStackDomain = dualStackDomain;
    }

    static Partition of(String region) {
        for (Partition partition : values()) {
            if (region.startsWith(partition.regionPrefix)) {
                return partition;
            }
        }
        throw new AssertionError("every string starts with the last prefix");
    }

    /** The sign-in host of the console; null if the partition has none. */
    static @Nullable String signIn(String region) {
        return switch (of(region)) {
            case CHINA -> "signin.amazonaws.cn";
            case COMMERCIAL ->
                    region.startsWith("us-gov-")
                            ? "signin.amazonaws-us-gov.com"
                            : "signin.aws.amazon.com";
            case ISO, ISO_B, ISO_E, ISO_F, EUROPEAN_SOVEREIGN -> null;
        };
    }

    String domain(boolean dualStack) {
        return dualStack ? dualStackDomain : domain;
    }
}
