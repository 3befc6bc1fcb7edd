package dev.outcrop.media;

import dev.outcrop.internal.Durations;
import dev.outcrop.internal.http.PublicAddress;
import dev.outcrop.internal.media.EncodedBytes;
import dev.outcrop.internal.media.MediaFile;
import dev.outcrop.message.Content;
import dev.outcrop.message.Source;
import dev.outcrop.policy.Tls;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Reads images, documents, audio and videos from the web, so that they can be sent to a model. Only
 * {@code https} addresses, only servers on the public internet, whatever a name or a redirect leads
 * to, and only within a size and a time. Connects directly, never through a proxy: a proxy would
 * look up the name itself. Immutable, for any number of threads.
 *
 * <pre>{@code
 * chat.ask("What is it?", RemoteMedia.DEFAULT.get(URI.create("https://example.com/a.png")));
 * }</pre>
 */
public final class RemoteMedia {
    /** 25 MiB and 30 seconds at most. */
    public static final RemoteMedia DEFAULT =
            new RemoteMedia(25 << 20, Duration.ofSeconds(30), Tls.DEFAULT, PublicAddress::is);

    private final int maxBytes;
    private final Duration timeout;
    private final Tls tls;
    private final Predicate<InetAddress> allowed;

    private RemoteMedia(int maxBytes, Duration timeout, Tls tls, Predicate<InetAddress> allowed) {
        this.maxBytes = maxBytes;
        this.timeout = timeout;
        this.tls = tls;
        this.allowed = allowed;
    }

    /**
     * Returns one with another limit of bytes.
     *
     * @throws IllegalArgumentException if it is less than 1, or more than 100 MiB
     */
    public RemoteMedia withMaxBytes(int most) {
        if (most < 1 || most > EncodedBytes.MOST) {
            throw new IllegalArgumentException("maxBytes must be from 1 to 104857600: " + most);
        }
        return new RemoteMedia(most, timeout, tls, allowed);
    }

    /**
     * Returns one with another timeout for a whole file, redirects included.
     *
     * @throws IllegalArgumentException if it is zero or negative
     */
    public RemoteMedia withTimeout(Duration timeout) {
        Duration positive = Durations.positiveOrNone(timeout, "timeout");
        return new RemoteMedia(maxBytes, Objects.requireNonNull(positive, "timeout"), tls, allowed);
    }

    /** Returns one that trusts other certificates. */
    public RemoteMedia with(Tls tls) {
        return new RemoteMedia(maxBytes, timeout, Objects.requireNonNull(tls, "tls"), allowed);
    }

    /** Only tests call other addresses than public ones. */
    RemoteMedia withAllowed(Predicate<InetAddress> allowed) {
        return new RemoteMedia(maxBytes, timeout, tls, allowed);
    }

    /**
     * Reads a file. Blocks. The bytes tell what it is; the media type that the server sends does
     * not count. The name of a document is the last part of the address.
     *
     * @throws IllegalArgumentException if the address is not one of a public https server, or the
     *     file is too large, or not of a format that Bedrock reads
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public Content get(URI address) {
        Download.Body body = new Download(maxBytes, timeout, tls, allowed).get(address);
        MediaFile file = MediaFile.of(body.bytes(), body.fileName(), body.fileName(), null);
        var source = new Source.Bytes(new Source.Blob(file.bytes().base64()));
        String format = file.format().name();
        return switch (file.format().kind()) {
            case IMAGE -> new Content.Image(format, source);
            case DOCUMENT -> new Content.Document(format, file.name(), source);
            case VIDEO -> new Content.Video(format, source);
            case AUDIO -> new Content.Audio(format, source);
            case OTHER -> throw new IllegalArgumentException(format + " is not supported");
        };
    }

    @Override
    public String toString() {
        return "RemoteMedia[at most " + maxBytes + " bytes in " + timeout + "]";
    }
}
