package dev.outcrop.local.internal.s3;

import dev.outcrop.local.wire.Bytes;
import dev.outcrop.local.wire.IncomingRequest;
import dev.outcrop.local.wire.ResponseOutput;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** GetObject and HeadObject: conditions, ranges, and the data in pieces. */
record ObjectReads(StoredObjects objects) {
    private static final int PIECE = 1 << 16;
    private static final Set<OpenOption> READ =
            Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
                    .withZone(ZoneOffset.UTC);

    /** The bytes of a range: the last one is included. */
    private record Span(long from, long to) {
        long length() {
            return to - from + 1;
        }
    }

    void serve(S3Path path, IncomingRequest request, Map<String, String> head, ResponseOutput out)
            throws IOException {
        ObjectFacts facts = objects.facts(path);
        head.put("ETag", facts.etag());
        head.put("Last-Modified", HTTP_DATE.format(facts.modified().toInstant()));
        if (isUnchanged(request, facts)) {
            out.head(304, head);
            out.end(Bytes.NONE);
            return;
        }
        head.putAll(facts.headers());
        head.put("Accept-Ranges", "bytes");
        Span span = span(request.header("range"), facts.size());
        if (span == null && facts.checksum() != null && wantsChecksum(request)) {
            head.put(facts.checksum().header(), facts.checksumValue());
            head.put("x-amz-checksum-type", facts.checksumType());
        }
        if (span != null) {
            head.put(
                    "Content-Range", "bytes " + span.from() + "-" + span.to() + "/" + facts.size());
        }
        Span sent = span == null ? new Span(0, facts.size() - 1) : span;
        head.put("Content-Length", String.valueOf(sent.length()));
        // Opened before the head is sent: it may have been deleted.
        try (SeekableByteChannel file = Files.newByteChannel(path.existing(), READ)) {
            out.head(span == null ? 200 : 206, head);
            if (request.method().equals("GET")) {
                send(file, sent, out);
            }
            out.end(Bytes.NONE);
        }
    }

    private static boolean wantsChecksum(IncomingRequest request) {
        return "ENABLED".equalsIgnoreCase(request.header("x-amz-checksum-mode"));
    }

    private static void send(SeekableByteChannel file, Span span, ResponseOutput out)
            throws IOException {
        file.position(span.from());
        long left = span.length();
        while (left > 0) {
            ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, left));
            while (piece.hasRemaining()) {
                if (file.read(piece) < 0) {
                    throw new EOFException("the file became shorter");
                }
            }
            out.write(Bytes.of(piece.array()));
            left -= piece.capacity();
        }
    }

    /**
     * Returns whether the client has this object already.
     *
     * @throws S3Error if a condition of the request is not met
     */
    private static boolean isUnchanged(IncomingRequest request, ObjectFacts facts) {
        Instant modified = facts.modified().toInstant().truncatedTo(ChronoUnit.SECONDS);
        String match = request.header("if-match");
        Instant notSince = date(request.header("if-unmodified-since"));
        if (match != null
                ? !names(match, facts.etag())
                : notSince != null && modified.isAfter(notSince)) {
            throw preconditionFailed();
        }
        String noneMatch = request.header("if-none-match");
        Instant since = date(request.header("if-modified-since"));
        return noneMatch != null
                ? names(noneMatch, facts.etag())
                : since != null && !modified.isAfter(since);
    }

    static S3Error preconditionFailed() {
        return new S3Error(
                412,
                "PreconditionFailed",
                "At least one of the pre-conditions you specified did not hold");
    }

    /** Whether a header of tags has this one. */
    static boolean names(String tags, String etag) {
        for (String tag : tags.split(",", -1)) {
            String one = tag.strip().replaceFirst("^W/", "");
            if (one.equals("*") || one.equals(etag) || ('"' + one + '"').equals(etag)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Instant date(@Nullable String text) {
        try {
            return text == null
                    ? null
                    : DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Returns the range; null if there is none, or none that S3 understands. */
    private static @Nullable Span span(@Nullable String range, long size) {
        if (range == null || !range.matches("bytes=(\\d{1,18}-\\d{0,18}|-\\d{1,18})")) {
            return null;
        }
        int dash = range.indexOf('-');
        String first = range.substring("bytes=".length(), dash);
        String last = range.substring(dash + 1);
        long from;
        long to;
        if (first.isEmpty()) {
            from = Math.max(0, size - Long.parseLong(last));
            to = size - 1;
        } else {
            from = Long.parseLong(first);
            to = last.isEmpty() ? size - 1 : Long.parseLong(last);
            if (to < from && !last.isEmpty()) {
                return null; // not a range at all, so it is ignored
            }
            to = Math.min(to, size - 1);
        }
        if (from >= size) {
            throw new S3Error(416, "InvalidRange", "The requested range is not satisfiable");
        }
        return new Span(from, to);
    }
}
