package dev.outcrop.internal.caching;

import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;

import java.util.ArrayList;
import java.util.List;

/** The cache points that the caller has put into a request. */
final class CallerCachePoints {
    private record Point(int place, boolean oneHour) {}

    private final List<Point> points = new ArrayList<>();

    CallerCachePoints(ConverseRequest request) {
        if (request.toolConfig() != null) {
            add(CachePointPositions.TOOLS, request.toolConfig().tools());
        }
        add(CachePointPositions.SYSTEM, request.system());
        List<Message> messages = request.messages();
        for (int i = 0; i < messages.size(); i++) {
            add(CachePointPositions.message(i), messages.get(i).content());
        }
    }

    private void add(int place, List<?> blocks) {
        for (Object block : blocks) {
            if (block instanceof Content.CachePoint point) {
                points.add(new Point(place, "1h".equals(point.ttl())));
            }
        }
    }

    int count() {
        return points.size();
    }

    boolean isIn(int place) {
        return points.stream().anyMatch(point -> point.place() == place);
    }

    boolean oneHourAfter(int place) {
        return points.stream().anyMatch(point -> point.oneHour() && point.place() > place);
    }

    boolean fiveMinutesBefore(int place) {
        return points.stream().anyMatch(point -> !point.oneHour() && point.place() < place);
    }
}
