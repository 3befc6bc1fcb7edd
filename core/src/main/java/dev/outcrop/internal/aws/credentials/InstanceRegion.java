package dev.outcrop.internal.aws.credentials;

import dev.outcrop.aws.Region;
import dev.outcrop.aws.SharedConfig;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;

/** The region that an EC2 instance runs in. */
final class InstanceRegion {
    private InstanceRegion() {}

    /** The region, or null; it then adds to {@code looked} why. */
    static @Nullable Region find(
            SharedConfig config, RetryingCredentialsHttp asking, List<String> looked) {
        var metadata = new InstanceMetadata(config, asking);
        if (metadata.isDisabled()) {
            looked.add("EC2 instance (" + InstanceMetadata.DISABLED + ")");
            return null;
        }
        try {
            String region =
                    metadata.begin()
                            .json("/latest/dynamic/instance-identity/document")
                            .string("region");
            if (region != null) {
                return new Region(region, "EC2 instance");
            }
            looked.add("EC2 instance (no region)");
        } catch (IOException | IllegalArgumentException e) {
            looked.add("EC2 instance (" + InstanceMetadata.reason(e) + ")");
        }
        return null;
    }
}
