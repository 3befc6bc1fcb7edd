package dev.outcrop.catalog.caching;

import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.Message;

import java.util.ArrayList;
import java.util.List;

/** The cache points that the caller has put into a request. */
final class OwnPoints {
    private record Point(int place, boolean oneHour) {}

    private final List<Point> points = new ArrayList<>();

    OwnPoints(ConverseRequest request) {
        if (request.toolConfig() != null) {
            add(Places.TOOLS, request.toolConfig().tools());
        }
        add(Places.SYSTEM, request.system());
        List<Message> messages = request.messages();
        for (int i = 0; i < messages.size(); i++) {
            add(Places.message(i), messages.get(i).content());
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
