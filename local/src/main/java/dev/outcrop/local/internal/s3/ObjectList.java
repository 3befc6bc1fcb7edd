package dev.outcrop.local.internal.s3;

import java.io.File;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * ListObjectsV2, and ListObjects: keys in the order of their UTF-8, in pages, with the common
 * prefixes of a delimiter.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>
 */
final class ObjectList {
    private static final int PAGE = 1_000;

    private final StoredObjects objects;
    private final S3Path bucket;
    private final Map<String, String> query;
    private final boolean isSecond;
    private final boolean isEncoded;
    private final String prefix;
    private final String delimiter;

    ObjectList(StoredObjects objects, S3Path bucket, Map<String, String> query) {
        this.objects = objects;
        this.bucket = bucket;
        this.query = query;
        this.isSecond = "2".equals(query.get("list-type"));
        this.isEncoded = "url".equals(query.get("encoding-type"));
        this.prefix = query.getOrDefault("prefix", "");
        this.delimiter = query.getOrDefault("delimiter", "");
    }

    byte[] xml() throws IOException {
        String token = isSecond ? query.get("continuation-token") : null;
        String after =
                token != null
                        ? decodedToken(token)
                        : query.getOrDefault(isSecond ? "start-after" : "marker", "");
        int most = most();
        var page = new ArrayList<String>();
        boolean more = false;
        for (String key : keys()) {
            String shown = shown(key);
            boolean isPast =
                    compare(key, after) > 0
                            && !(shown.equals(after) && !shown.equals(key))
                            && (page.isEmpty() || !page.getLast().equals(shown));
            if (isPast && page.size() == most) {
                more = most > 0;
                break;
            }
            if (isPast) {
                page.add(shown);
            }
        }
        var xml = new Xml("ListBucketResult");
        xml.text("Name", bucket.bucketName()).text("Prefix", encoded(prefix));
        head(xml, after, token, page.size());
        xml.text("MaxKeys", String.valueOf(most)).text("IsTruncated", String.valueOf(more));
        if (more && isSecond) {
            xml.text("NextContinuationToken", token(page.getLast()));
        } else if (more && !delimiter.isEmpty()) {
            xml.text("NextMarker", encoded(page.getLast()));
        }
        for (String shown : page) {
            if (isPrefix(shown)) {
                xml.open("CommonPrefixes").text("Prefix", encoded(shown)).close("CommonPrefixes");
            } else {
                contents(xml, shown);
            }
        }
        return xml.bytes();
    }

    private void head(
            Xml xml, String after, @org.jspecify.annotations.Nullable String token, int count) {
        if (!delimiter.isEmpty()) {
            xml.text("Delimiter", encoded(delimiter));
        }
        if (isEncoded) {
            xml.text("EncodingType", "url");
        }
        if (!isSecond) {
            xml.text("Marker", encoded(after));
            return;
        }
        xml.text("KeyCount", String.valueOf(count));
        if (token != null) {
            xml.text("ContinuationToken", token);
        }
        String start = query.get("start-after");
        if (start != null) {
            xml.text("StartAfter", encoded(start));
        }
    }

    private void contents(Xml xml, String key) throws IOException {
        ObjectFacts facts = objects.facts(new S3Path(bucket.bucket(), bucket.bucketName(), key));
        xml.open("Contents")
                .text("Key", encoded(key))
                .text(
                        "LastModified",
                        DateTimeFormatter.ISO_INSTANT.format(
                                java.time.Instant.ofEpochMilli(facts.modified().toMillis())))
                .text("ETag", facts.etag())
                .text("Size", String.valueOf(facts.size()))
                .text("StorageClass", "STANDARD")
                .close("Contents");
    }

    /** Returns the common prefix that a key is shown as; else the key. */
    private String shown(String key) {
        int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
        return end < 0 ? key : key.substring(0, end + delimiter.length());
    }

    /** Files have no key that ends in a slash; with another delimiter, one may be both. */
    private boolean isPrefix(String shown) {
        return !delimiter.isEmpty()
                && shown.length() > prefix.length()
                && shown.indexOf(delimiter, prefix.length()) >= 0;
    }

    private List<String> keys() throws IOException {
        // No other folder has keys with this prefix.
        String within = prefix.substring(0, prefix.lastIndexOf('/') + 1);
        boolean isOdd =
                Arrays.stream(within.split("/", -1))
                        .anyMatch(part -> part.equals(".") || part.equals(".."));
        Path from = isOdd || within.contains("\0") ? null : bucket.bucket().resolve(within);
        var keys = new ArrayList<String>();
        if (from != null
                && Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)
                && InsideFolder.has(bucket.bucket(), from)) {
            Files.walkFileTree(from, new Collector(keys));
        }
        keys.sort(ObjectList::compare);
        return keys;
    }

    private final class Collector extends SimpleFileVisitor<Path> {
        private final List<String> keys;

        Collector(List<String> keys) {
            this.keys = keys;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String key =
                    bucket.bucket().relativize(file).toString().replace(File.separatorChar, '/');
            if (attributes.isRegularFile() && key.startsWith(prefix)) {
                keys.add(key);
            }
            return FileVisitResult.CONTINUE;
        }

        /** It was deleted meanwhile, or is not readable. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }

    /** The order of UTF-8, which is that of code points. */
    private static int compare(String one, String other) {
        return Arrays.compareUnsigned(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private int most() {
        String most = query.getOrDefault("max-keys", String.valueOf(PAGE));
        if (!most.matches("\\d{1,9}")) {
            throw new S3Error(
                    400, "InvalidArgument", "Provided max-keys not an integer or within range");
        }
        return Math.min(PAGE, Integer.parseInt(most));
    }

    private static String token(String last) {
        return Base64.getUrlEncoder().encodeToString(last.getBytes(StandardCharsets.UTF_8));
    }

    private static String decodedToken(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new S3Error(
                    400, "InvalidArgument", "The continuation token provided is incorrect");
        }
    }

    private String encoded(String text) {
        return isEncoded
                ? URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%2F", "/")
                : text;
    }
}
