package dev.outcrop.cli.bedrock;

import dev.outcrop.cli.terminal.ProcessContext;
import dev.outcrop.cli.terminal.UsageException;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Bedrock endpoint that is recorded.
 *
 * @param region the region in signatures of requests to it
 */
public record RecordedService(URI endpoint, String region) {
    private static final Pattern HOST =
            Pattern.compile("bedrock[a-z-]*\\.([a-z]{2}(?:-[a-z]+)+-\\d+)\\..*");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d+");

    /**
     * Returns the given endpoint, or that of the environment's region.
     *
     * @throws UsageException if there is neither
     */
    public static RecordedService of(@Nullable String url, ProcessContext stage) {
        String region = region(stage);
        if (url == null) {
            if (region == null) {
                throw new UsageException(
                        "Cannot tell which endpoint to record: no region is set.",
                        "export AWS_REGION=us-east-1  or use --record-from URL");
            }
            return new RecordedService(
                    URI.create("https://bedrock-runtime." + region + ".amazonaws.com"), region);
        }
        URI endpoint = Urls.parse(url);
        if (endpoint == null) {
            throw new UsageException(
                    "--record-from is not a URL: " + url,
                    "--record-from https://bedrock-runtime.us-east-1.amazonaws.com");
        }
        Matcher host = HOST.matcher(endpoint.getHost());
        if (host.matches()) {
            return new RecordedService(endpoint, host.group(1));
        }
        return new RecordedService(endpoint, region == null ? "us-east-1" : region);
    }

    private static @Nullable String region(ProcessContext stage) {
        for (String name : new String[] {"AWS_REGION", "AWS_DEFAULT_REGION"}) {
            String region = stage.env().get(name);
            if (region != null && REGION.matcher(region).matches()) {
                return region;
            }
        }
        return null;
    }
}
