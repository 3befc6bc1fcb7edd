package dev.outcrop.local.internal.service;

import dev.outcrop.local.wire.ReceivedRequest;

import java.util.ArrayDeque;
import java.util.List;

/** The last requests, at most a thousand and at most 64 MiB of bodies. Safe for several threads. */
final class RequestLog {
    private static final int MOST_REQUESTS = 1_000;
    private static final long MOST_BYTES = 64L << 20;

    private record Entry(ReceivedRequest request, int bytes) {}

    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private long bytes;

    synchronized void add(ReceivedRequest request, int size) {
        entries.addLast(new Entry(request, size));
        bytes += size;
        while (entries.size() > MOST_REQUESTS || (bytes > MOST_BYTES && entries.size() > 1)) {
            bytes -= entries.removeFirst().bytes();
        }
    }

    synchronized List<ReceivedRequest> all() {
        return entries.stream().map(Entry::request).toList();
    }
}
