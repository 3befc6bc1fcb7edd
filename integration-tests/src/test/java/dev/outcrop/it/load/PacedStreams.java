package dev.outcrop.it.load;

import dev.outcrop.local.LocalBedrock;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Many paced streams at once, and how far each frame is from its time. Server and clients share the
 * process, and so the cores.
 *
 * @param toTheFrameBefore how far the time between two frames is from the pace
 * @param toTheFirstFrame how far a frame is from where it should be after the first of its stream
 */
public record PacedStreams(Figures toTheFrameBefore, Figures toTheFirstFrame) {
    /**
     * Starts a local Bedrock and so many streams, evenly over ten frames, and reads them to their
     * end.
     */
    public static PacedStreams measure(int streams, int frames, Duration pace) throws Exception {
        try (var local = LocalBedrock.builder().pace(pace).start()) {
            // Else the first frames would tell how long classes take to load.
            read(local.endpoint(), Math.min(streams, 600), Math.min(frames, 10), pace);
            return of(read(local.endpoint(), streams, frames, pace.multipliedBy(10)), pace);
        }
    }

    private static List<long[]> read(URI endpoint, int streams, int frames, Duration start)
            throws Exception {
        List<Future<long[]>> all = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < streams; i++) {
                Duration delay = start.multipliedBy(i).dividedBy(streams);
                all.add(
                        threads.submit(
                                () -> {
                                    Thread.sleep(delay);
                                    return PacedStream.arrivals(endpoint, frames);
                                }));
            }
        }
        List<long[]> arrivals = new ArrayList<>();
        for (Future<long[]> one : all) {
            arrivals.add(one.get());
        }
        return arrivals;
    }

    private static PacedStreams of(List<long[]> streams, Duration pace) {
        int frames = streams.getFirst().length;
        var before = new long[streams.size() * (frames - 1)];
        var first = new long[before.length];
        int at = 0;
        for (long[] arrivals : streams) {
            for (int i = 1; i < frames; i++) {
                before[at] = Math.abs(arrivals[i] - arrivals[i - 1] - pace.toNanos());
                first[at++] = Math.abs(arrivals[i] - arrivals[0] - i * pace.toNanos());
            }
        }
        return new PacedStreams(new Figures(before), new Figures(first));
    }
}
