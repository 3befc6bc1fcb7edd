package dev.outcrop.cli.bedrock;

import dev.outcrop.cli.terminal.Similar;
import dev.outcrop.cli.terminal.UsageException;

import java.util.List;

/** AWS's regions, to detect misspelled ones before a host name fails to resolve. */
final class KnownRegions {
    static final List<String> ALL =
            List.of(
                    """
                    af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3
                    ap-south-1 ap-south-2 ap-southeast-1 ap-southeast-2 ap-southeast-3
                    ap-southeast-4 ap-southeast-5 ap-southeast-6 ap-southeast-7 ca-central-1
                    ca-west-1 cn-north-1 cn-northwest-1 eu-central-1 eu-central-2 eu-north-1
                    eu-south-1 eu-south-2 eu-west-1 eu-west-2 eu-west-3 il-central-1 me-central-1
                    me-south-1 mx-central-1 sa-east-1 us-east-1 us-east-2 us-gov-east-1
                    us-gov-west-1 us-west-1 us-west-2
                    """
                            .strip()
                            .split("\\s+"));

    private KnownRegions() {}

    /**
     * Refuses a region that is probably misspelled. An unknown one that resembles none is new.
     *
     * @throws UsageException with the region that was probably meant
     */
    static void requireSpelled(String region, String source) {
        String like = ALL.contains(region) ? null : Similar.to(region, ALL);
        if (like != null && !like.regionMatches(0, region, 0, region.length() - 1)) {
            throw new UsageException(
                    "No AWS region \""
                            + region
                            + "\" (from "
                            + source
                            + "). Did you mean "
                            + like
                            + "?",
                    "--region " + like);
        }
    }
}
