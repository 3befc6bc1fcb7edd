package dev.outcrop.local.internal.s3;

import org.jspecify.annotations.Nullable;

import java.nio.file.attribute.FileTime;
import java.util.Map;

/**
 * What S3 tells about an object besides its data.
 *
 * @param etag in quotation marks
 * @param headers the content's type and the like, and the metadata of the client
 * @param checksum null if it is not known
 * @param checksumValue with the number of parts if it is composed of theirs
 */
record ObjectFacts(
        String etag,
        Map<String, String> headers,
        @Nullable ObjectChecksum checksum,
        String checksumValue,
        long size,
        FileTime modified) {
    ObjectFacts {
        headers = Map.copyOf(headers);
    }

    /** Whether the checksum is one of all data, not of the checksums of parts. */
    String checksumType() {
        return checksumValue.contains("-") ? "COMPOSITE" : "FULL_OBJECT";
    }

    /** Returns the same for a file of another size and time. */
    ObjectFacts of(long size, FileTime modified) {
        return new ObjectFacts(etag, headers, checksum, checksumValue, size, modified);
    }
}
