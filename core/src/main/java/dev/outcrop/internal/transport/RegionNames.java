package dev.outcrop.internal.transport;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the region that was probably meant where a host of Bedrock is unknown. */
final class RegionNames {
    private static final Pattern HOST =
            Pattern.compile(
                    "bedrock[a-z-]*\\.([a-z0-9-]{1,40})\\.(?:amazonaws\\.com|api\\.aws)(?:\\.cn)?");

    /** Only to correct typing errors: a region that is not listed is called all the same. */
    private static final List<String> KNOWN =
            List.of(
                    "us-east-1",
                    "us-east-2",
                    "us-west-1",
                    "us-west-2",
                    "us-gov-east-1",
                    "us-gov-west-1",
                    "ca-central-1",
                    "ca-west-1",
                    "sa-east-1",
                    "mx-central-1",
                    "eu-central-1",
                    "eu-central-2",
                    "eu-north-1",
                    "eu-south-1",
                    "eu-south-2",
                    "eu-west-1",
                    "eu-west-2",
                    "eu-west-3",
                    "ap-east-1",
                    "ap-east-2",
                    "ap-northeast-1",
                    "ap-northeast-2",
                    "ap-northeast-3",
                    "ap-south-1",
                    "ap-south-2",
                    "ap-southeast-1",
                    "ap-southeast-2",
                    "ap-southeast-3",
                    "ap-southeast-4",
                    "ap-southeast-5",
                    "ap-southeast-6",
                    "ap-southeast-7",
                    "il-central-1",
                    "me-central-1",
                    "me-south-1",
                    "af-south-1");

    private static final int MOST_ERRORS = 2;

    private RegionNames() {}

    /** Returns the remedy for a host without an address. */
    static String remedy(@Nullable String host) {
        Matcher named = HOST.matcher(String.valueOf(host));
        if (!named.matches() || KNOWN.contains(named.group(1))) {
            return "Check the region and the network.";
        }
        String region = named.group(1);
        String meant = nearest(region);
        return meant == null
                ? "Check the region: there is no host of Bedrock in " + region + "."
                : "There is no host of Bedrock in " + region + ". Did you mean " + meant + "?";
    }

    private static @Nullable String nearest(String region) {
        String nearest = null;
        int least = MOST_ERRORS + 1;
        for (String known : KNOWN) {
            int errors = distance(region, known);
            if (errors < least) {
                least = errors;
                nearest = known;
            }
        }
        return nearest;
    }

    /** The least number of letters to insert, remove or replace. */
    private static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j < above.length; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[above.length];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(above[j - 1] + replaced, Math.min(above[j] + 1, row[j - 1] + 1));
            }
            above = row;
        }
        return above[other.length()];
    }
}
