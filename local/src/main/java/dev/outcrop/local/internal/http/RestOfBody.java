package dev.outcrop.local.internal.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Reads and drops the rest of a body that a client sends after its answer, up to a size and for a
 * limited time. A connection that is closed with unread bytes is reset, and a reset may reach the
 * client before it has read the answer.
 */
final class RestOfBody {
    private static final long MOST_BYTES = 64L << 20;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private RestOfBody() {}

    /** Must be called after the answer was written. */
    static void drop(Request request) {
        if (request.getHeaders().contains(HttpHeader.EXPECT)) {
            return; // the client waits for a 100 response before it sends the body
        }
        long end = System.nanoTime() + LONGEST.toNanos();
        boolean told = false;
        for (long left = MOST_BYTES; left > 0; ) {
            Content.Chunk chunk = request.read();
            if (chunk != null) {
                left -= chunk.remaining();
                chunk.release();
                if (chunk.isLast() || Content.Chunk.isFailure(chunk)) {
                    return;
                }
            } else {
                if (!told) {
                    told = true;
                    noMoreComes(request);
                }
                if (!moreCame(request, end - System.nanoTime())) {
                    return;
                }
            }
        }
    }

    /**
     * On HTTP/1.1, a client that reads to the end of the connection need not wait for the close.
     */
    private static void noMoreComes(Request request) {
        EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        if (request.getConnectionMetaData().getHttpVersion().getVersion() < 20) {
            endPoint.shutdownOutput();
        }
    }

    private static boolean moreCame(Request request, long nanos) {
        var more = new CountDownLatch(1);
        request.demand(more::countDown);
        try {
            return more.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
