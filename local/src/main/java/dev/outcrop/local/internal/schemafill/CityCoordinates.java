package dev.outcrop.local.internal.schemafill;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where large cities are. Other places are at a location that depends on their name only. */
final class CityCoordinates {
    /**
     * A place.
     *
     * @param latitude in degrees north
     * @param longitude in degrees east
     */
    record Place(String name, BigDecimal latitude, BigDecimal longitude, String zone) {}

    private static final String TABLE =
            """
            Amsterdam 52.37 4.90 Europe/Amsterdam
            Athens 37.98 23.73 Europe/Athens
            Atlanta 33.75 -84.39 America/New_York
            Bangkok 13.75 100.50 Asia/Bangkok
            Barcelona 41.39 2.17 Europe/Madrid
            Beijing 39.90 116.41 Asia/Shanghai
            Berlin 52.52 13.41 Europe/Berlin
            Bern 46.95 7.45 Europe/Zurich
            Boston 42.36 -71.06 America/New_York
            Buenos_Aires -34.60 -58.38 America/Argentina/Buenos_Aires
            Cairo 30.04 31.24 Africa/Cairo
            Chicago 41.88 -87.63 America/Chicago
            Copenhagen 55.68 12.57 Europe/Copenhagen
            Delhi 28.61 77.21 Asia/Kolkata
            Denver 39.74 -104.99 America/Denver
            Dubai 25.20 55.27 Asia/Dubai
            Dublin 53.35 -6.26 Europe/Dublin
            Hong_Kong 22.32 114.17 Asia/Hong_Kong
            Houston 29.76 -95.37 America/Chicago
            Istanbul 41.01 28.98 Europe/Istanbul
            Johannesburg -26.20 28.05 Africa/Johannesburg
            Lagos 6.52 3.38 Africa/Lagos
            Lisbon 38.72 -9.14 Europe/Lisbon
            London 51.51 -0.13 Europe/London
            Los_Angeles 34.05 -118.24 America/Los_Angeles
            Madrid 40.42 -3.70 Europe/Madrid
            Melbourne -37.81 144.96 Australia/Melbourne
            Mexico_City 19.43 -99.13 America/Mexico_City
            Miami 25.76 -80.19 America/New_York
            Moscow 55.76 37.62 Europe/Moscow
            Mumbai 19.08 72.88 Asia/Kolkata
            Munich 48.14 11.58 Europe/Berlin
            Nairobi -1.29 36.82 Africa/Nairobi
            New_York 40.71 -74.01 America/New_York
            Oslo 59.91 10.75 Europe/Oslo
            Paris 48.86 2.35 Europe/Paris
            Rome 41.90 12.50 Europe/Rome
            San_Francisco 37.77 -122.42 America/Los_Angeles
            Sao_Paulo -23.55 -46.63 America/Sao_Paulo
            Seattle 47.61 -122.33 America/Los_Angeles
            Seoul 37.57 126.98 Asia/Seoul
            Shanghai 31.23 121.47 Asia/Shanghai
            Singapore 1.35 103.82 Asia/Singapore
            Stockholm 59.33 18.07 Europe/Stockholm
            Sydney -33.87 151.21 Australia/Sydney
            Tokyo 35.68 139.69 Asia/Tokyo
            Toronto 43.65 -79.38 America/Toronto
            Vienna 48.21 16.37 Europe/Vienna
            Washington_State 47.40 -120.70 America/Los_Angeles
            Zurich 47.38 8.54 Europe/Zurich
            """;

    private static final List<Place> ALL = read();

    private CityCoordinates() {}

    private static List<Place> read() {
        List<Place> all = new ArrayList<>();
        for (String line : TABLE.lines().toList()) {
            String[] part = line.split(" ", -1);
            all.add(
                    new Place(
                            part[0].replace('_', ' '),
                            new BigDecimal(part[1]),
                            new BigDecimal(part[2]),
                            part[3]));
        }
        return List.copyOf(all);
    }

    /** Returns the place that a text names first; null if it names none. */
    static @Nullable Place in(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        Place first = null;
        int at = Integer.MAX_VALUE;
        for (Place place : ALL) {
            String name = place.name().toLowerCase(Locale.ROOT);
            int found = lower.indexOf(name);
            if (found >= 0 && found < at && isAWord(lower, found, name)) {
                first = place;
                at = found;
            }
        }
        return first;
    }

    private static boolean isAWord(String text, int start, String name) {
        return Pattern.compile("(?<!\\p{L})" + Pattern.quote(name) + "(?!\\p{L})")
                .matcher(text)
                .region(Math.max(0, start), text.length())
                .useTransparentBounds(true)
                .lookingAt();
    }

    /** Returns a place of this name, which is always at the same location. */
    static Place named(String name) {
        int hash = name.toLowerCase(Locale.ROOT).hashCode();
        return new Place(
                name,
                BigDecimal.valueOf(Math.floorMod(hash, 12_000) - 6_000L, 2),
                BigDecimal.valueOf(Math.floorMod(hash / 12_000, 36_000) - 18_000L, 2),
                "UTC");
    }
}
