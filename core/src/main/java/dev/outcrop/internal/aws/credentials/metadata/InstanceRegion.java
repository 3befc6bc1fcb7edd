package dev.outcrop.internal.aws.credentials.metadata;

import dev.outcrop.aws.Region;
import dev.outcrop.internal.aws.config.SharedConfig;
import dev.outcrop.internal.aws.credentials.source.RetryingCredentialsHttp;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;

/** The region of an EC2 instance. */
public final class InstanceRegion {
    private InstanceRegion() {}

    /** Returns the region, or null; it then adds the reason to {@code looked}. */
    public static @Nullable Region find(
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
