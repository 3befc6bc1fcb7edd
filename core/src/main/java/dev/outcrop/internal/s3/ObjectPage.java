package dev.outcrop.internal.s3;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A page of ListObjectsV2.
 *
 * @param next the token of the next page; null for the last one
 */
record ObjectPage(List<S3Bucket.Listed> objects, @Nullable String next) {
    static ObjectPage of(XmlElement result) {
        boolean encoded = result.text("EncodingType").equals("url");
        var objects = new ArrayList<S3Bucket.Listed>();
        for (XmlElement object : result.all("Contents")) {
            String key = object.text("Key");
            String size = object.text("Size");
            objects.add(
                    new S3Bucket.Listed(
                            encoded ? URLDecoder.decode(key, StandardCharsets.UTF_8) : key,
                            size.matches("\\d{1,18}") ? Long.parseLong(size) : 0));
        }
        String next = result.text("NextContinuationToken");
        return new ObjectPage(
                objects,
                result.text("IsTruncated").equals("true") && !next.isEmpty() ? next : null);
    }
}
