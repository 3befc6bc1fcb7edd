package dev.outcrop.local.internal.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which models can be called in which regions: by their own id as {@code regions.txt} says, and by
 * an inference profile from the regions of its geography.
 */
public final class RegionTable {
    private record Row(Pattern models, Set<String> regions) {}

    private static final class Holder {
        static final List<Row> ROWS = read();
    }

    /** The regions from which a profile can be called, by its prefix. */
    private static final Map<String, Pattern> GEOGRAPHIES =
            Map.ofEntries(
                    Map.entry("us", Pattern.compile("(us|ca|mx)-(?!gov-).*")),
                    Map.entry("us-gov", Pattern.compile("us-gov-.*")),
                    Map.entry("eu", Pattern.compile("(eu|il)-.*")),
                    Map.entry("apac", Pattern.compile("(ap|me)-.*")),
                    Map.entry("au", Pattern.compile("ap-southeast-(2|4|6)")),
                    Map.entry("ca", Pattern.compile("ca-.*")),
                    Map.entry("in", Pattern.compile("ap-south-.*")),
                    Map.entry("jp", Pattern.compile("ap-northeast-(1|3)")),
                    Map.entry("sa", Pattern.compile("sa-.*")),
                    Map.entry("global", Pattern.compile("(?!us-gov-|cn-).*")));

    private RegionTable() {}

    /**
     * Whether a model or an inference profile can be called in a region.
     *
     * @param modelId with or without the prefix of a profile; of an ARN, what follows the slash
     */
    public static boolean has(String modelId, String region) {
        String id = modelId.substring(modelId.lastIndexOf('/') + 1);
        String bare = Catalog.bare(id);
        if (!bare.equals(id)) {
            String prefix = id.substring(0, id.length() - bare.length() - 1);
            Pattern geography = GEOGRAPHIES.get(prefix);
            return geography == null || geography.matcher(region).matches();
        }
        for (Row row : Holder.ROWS) {
            if (row.models().matcher(bare).matches()) {
                return row.regions().contains(region);
            }
        }
        return true;
    }

    private static List<Row> read() {
        try (InputStream in = RegionTable.class.getResourceAsStream("regions.txt")) {
            String text =
                    new String(
                            Objects.requireNonNull(in, "regions.txt").readAllBytes(),
                            StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(RegionTable::row)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The pattern may have the separator too. */
    private static Row row(String line) {
        int bar = line.lastIndexOf('|');
        return new Row(
                Pattern.compile(line.substring(0, bar)),
                Set.of(line.substring(bar + 1).split(" ", -1)));
    }
}
