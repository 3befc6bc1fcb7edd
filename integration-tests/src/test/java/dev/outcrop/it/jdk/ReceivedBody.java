package dev.outcrop.it.jdk;

import dev.outcrop.internal.http.Deadline;
import dev.outcrop.internal.http.HttpClient;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The body of a response as it comes; each read waits as long as its call says. */
final class ReceivedBody extends InputStream implements BodySubscriber<ReceivedBody> {
    /** Where the JDK's client has no room to give what came, it may give a failure before it. */
    private static final int AHEAD = 64;

    private sealed interface Piece {}

    private record Bytes(List<ByteBuffer> buffers) implements Piece {}

    /** Nothing more comes; {@code failure} says why, if that is not the end. */
    private record End(@Nullable IOException failure) implements Piece {}

    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final HttpClient.Call call;
    private List<ByteBuffer> current = List.of();

    ReceivedBody(HttpClient.Call call) {
        this.call = call;
    }

    @Override
    public CompletionStage<ReceivedBody> getBody() {
        return CompletableFuture.completedStage(this); // with the head
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription.complete(subscription);
        subscription.request(AHEAD);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        pieces.add(new Bytes(buffers));
    }

    @Override
    public void onError(Throwable failure) {
        pieces.add(new End(JdkFailures.whileReading(failure)));
    }

    @Override
    public void onComplete() {
        pieces.add(new End(null));
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (true) {
            for (ByteBuffer buffer : current) {
                if (buffer.hasRemaining()) {
                    int read = Math.min(length, buffer.remaining());
                    buffer.get(bytes, offset, read);
                    return read;
                }
            }
            switch (next()) {
                case Bytes(List<ByteBuffer> buffers) -> {
                    current = buffers;
                    var unused = subscription.thenAccept(more -> more.request(1));
                }
                case End end -> {
                    pieces.add(end); // for the next read
                    if (end.failure() != null) {
                        throw end.failure();
                    }
                    return -1;
                }
            }
        }
    }

    private Piece next() throws IOException {
        Duration wait = call.deadline().atMost(call.timeouts().idle());
        try {
            Piece next =
                    wait == null
                            ? pieces.take()
                            : pieces.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
            if (next != null) {
                return next;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        throw call.deadline().hasPassed()
                ? new Deadline.Passed()
                : new SocketTimeoutException("nothing more came");
    }

    /** Closes the connection, if the body was not read to its end. */
    @Override
    public void close() {
        pieces.add(new End(new IOException("closed")));
        var unused = subscription.thenAccept(Flow.Subscription::cancel);
    }
}
