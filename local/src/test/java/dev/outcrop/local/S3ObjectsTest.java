package dev.outcrop.local;

import static dev.outcrop.local.S3Clients.BUCKET;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/** PutObject, GetObject, HeadObject and DeleteObject by AWS's client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3ObjectsTest {
    private static final String TEXT = "0123456789";
    private static final String MD5 = "\"781e5e245d69b566979b86e28d23f2c7\"";

    private Path folder;
    private S3Clients clients;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        clients = new S3Clients(folder);
    }

    @AfterEach
    void clear() throws IOException {
        clients.clear();
    }

    @AfterAll
    void stop() {
        clients.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "a b",
                "a+b%20c",
                "ü/日本/😀.jsonl",
                "a&b=c?d#e;f:g@h,i!j'k(l)m*n~o",
                "..a/b../c.d",
                "\"quoted\" <tag>",
                "a\\b",
                "a/b/c/d/e/f"
            })
    void aKeyOfAnyCharactersIsStoredListedReadAndDeleted(String key) {
        put(key, TEXT);

        assertThat(get(key, request -> {})).isEqualTo(TEXT);
        assertThat(clients.s3.listObjectsV2(list -> list.bucket(BUCKET)).contents())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.key()).isEqualTo(key);
                            assertThat(one.size()).isEqualTo(10);
                            assertThat(one.eTag()).isEqualTo(MD5);
                        });
        clients.s3.deleteObject(it -> it.bucket(BUCKET).key(key));
        clients.s3.deleteObject(it -> it.bucket(BUCKET).key(key));
        assertThat(folder.resolve(BUCKET)).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/../../x", "a/./b", "a//b", "a/", "nul\0"})
    void aKeyThatIsNoPathIsRefused(String key) {
        assertThatThrownBy(() -> put(key, TEXT)).isInstanceOf(S3Exception.class);
        assertThat(folder.resolve("x")).doesNotExist();
        assertThat(folder.resolve(BUCKET)).isEmptyDirectory();
    }

    @Test
    void aKeyBelowAnotherObjectIsRefused() {
        put("a", TEXT);
        put("b/c", TEXT);

        assertThatThrownBy(() -> put("a/b", TEXT)).hasMessageContaining("as files");
        assertThatThrownBy(() -> put("b", TEXT)).hasMessageContaining("as files");
        assertThatThrownBy(() -> put("x".repeat(300), TEXT)).hasMessageContaining("as files");
        assertThatThrownBy(() -> put("x/".repeat(600) + "x", TEXT))
                .hasMessageContaining("key is too long");
        assertThat(get("a", request -> {})).isEqualTo(TEXT);
        assertThat(folder).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void typeAndMetadataAreKept() {
        clients.s3.putObject(
                put ->
                        put.bucket(BUCKET)
                                .key("a")
                                .contentType("application/jsonl")
                                .contentEncoding("gzip")
                                .cacheControl("no-store")
                                .metadata(Map.of("job", "7")),
                RequestBody.fromString(TEXT));

        HeadObjectResponse head = clients.s3.headObject(it -> it.bucket(BUCKET).key("a"));

        assertThat(head.contentType()).isEqualTo("application/jsonl");
        assertThat(head.contentEncoding()).isEqualTo("gzip");
        assertThat(head.cacheControl()).isEqualTo("no-store");
        assertThat(head.metadata()).isEqualTo(Map.of("job", "7"));
        assertThat(head.contentLength()).isEqualTo(10);
        assertThat(head.eTag()).isEqualTo(MD5);
        assertThat(head.acceptRanges()).isEqualTo("bytes");
    }

    @Test
    void aFileThatWasChangedHasItsOwnTag() throws IOException {
        put("a", "something else");
        Files.writeString(folder.resolve(BUCKET).resolve("a"), TEXT);

        HeadObjectResponse head = clients.s3.headObject(it -> it.bucket(BUCKET).key("a"));

        assertThat(head.eTag()).isEqualTo(MD5);
        assertThat(head.contentLength()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, bytes 0-0/10",
        "bytes=3-5, 345, bytes 3-5/10",
        "bytes=8-, 89, bytes 8-9/10",
        "bytes=8-99, 89, bytes 8-9/10",
        "bytes=-3, 789, bytes 7-9/10",
        "bytes=-99, 0123456789, bytes 0-9/10"
    })
    void aRangeIsAPart(String range, String text, String told) {
        put("a", TEXT);

        var answer = clients.s3.getObjectAsBytes(it -> it.bucket(BUCKET).key("a").range(range));

        assertThat(answer.asUtf8String()).isEqualTo(text);
        assertThat(answer.response().contentRange()).isEqualTo(told);
    }

    @Test
    void aRangeBeyondTheEndIsRefusedAndAnOddOneIgnored() {
        put("a", TEXT);

        assertThatThrownBy(() -> get("a", request -> request.range("bytes=10-")))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> {
                            assertThat(e.statusCode()).isEqualTo(416);
                            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidRange");
                        });
        assertThat(get("a", request -> request.range("bytes=5-3"))).isEqualTo(TEXT);
        assertThat(get("a", request -> request.range("lines=1-2"))).isEqualTo(TEXT);
    }

    @Test
    void aReadHasConditions() {
        put("a", TEXT);
        Instant later = Instant.now().plusSeconds(100);
        Instant earlier = Instant.now().minusSeconds(100);

        assertThat(get("a", it -> it.ifMatch(MD5))).isEqualTo(TEXT);
        assertThat(get("a", it -> it.ifNoneMatch("\"other\""))).isEqualTo(TEXT);
        assertThat(get("a", it -> it.ifModifiedSince(earlier))).isEqualTo(TEXT);
        assertThat(get("a", it -> it.ifUnmodifiedSince(later))).isEqualTo(TEXT);
        refused(304, () -> get("a", it -> it.ifNoneMatch(MD5)));
        refused(304, () -> get("a", it -> it.ifModifiedSince(later)));
        refused(412, () -> get("a", it -> it.ifMatch("\"other\"")));
        refused(412, () -> get("a", it -> it.ifUnmodifiedSince(earlier)));
    }

    @Test
    void aWriteHasConditions() {
        clients.s3.putObject(
                it -> it.bucket(BUCKET).key("a").ifNoneMatch("*"), RequestBody.fromString(TEXT));

        refused(
                412,
                () ->
                        clients.s3.putObject(
                                it -> it.bucket(BUCKET).key("a").ifNoneMatch("*"),
                                RequestBody.fromString("x")));
        refused(
                412,
                () ->
                        clients.s3.putObject(
                                it -> it.bucket(BUCKET).key("a").ifMatch("\"other\""),
                                RequestBody.fromString("x")));
        refused(
                404,
                () ->
                        clients.s3.putObject(
                                it -> it.bucket(BUCKET).key("none").ifMatch(MD5),
                                RequestBody.fromString("x")));
        assertThat(get("a", it -> {})).isEqualTo(TEXT);
        clients.s3.putObject(
                it -> it.bucket(BUCKET).key("a").ifMatch(MD5), RequestBody.fromString("new"));
        assertThat(get("a", it -> {})).isEqualTo("new");
        assertThat(folder).isDirectoryNotContaining("glob:**/.*");
    }

    @ParameterizedTest
    @EnumSource(
            value = ChecksumAlgorithm.class,
            names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
    void aChecksumIsComparedAndKept(ChecksumAlgorithm algorithm) {
        var put =
                clients.s3.putObject(
                        it -> it.bucket(BUCKET).key("a").checksumAlgorithm(algorithm),
                        RequestBody.fromString(TEXT));
        // AWS's client compares it with the data.
        var got =
                clients.s3
                        .getObjectAsBytes(
                                it -> it.bucket(BUCKET).key("a").checksumMode(ChecksumMode.ENABLED))
                        .response();

        assertThat(got.checksumCRC32()).isEqualTo(put.checksumCRC32());
        assertThat(got.checksumCRC32C()).isEqualTo(put.checksumCRC32C());
        assertThat(got.checksumSHA1()).isEqualTo(put.checksumSHA1());
        assertThat(got.checksumSHA256()).isEqualTo(put.checksumSHA256());
        assertThat(got.checksumTypeAsString()).isEqualTo("FULL_OBJECT");
    }

    @Test
    void aWrongChecksumIsRefused() {
        code(
                "BadDigest",
                () ->
                        clients.s3.putObject(
                                it -> it.bucket(BUCKET).key("a").checksumCRC32("AAAAAA=="),
                                RequestBody.fromString(TEXT)));
        // That of "123456789", which the specification of CRC-64/NVME has.
        clients.s3.putObject(
                it -> it.bucket(BUCKET).key("a").checksumCRC64NVME("rosUhgp5mIg="),
                RequestBody.fromString("123456789"));
        code(
                "BadDigest",
                () ->
                        clients.s3.putObject(
                                it -> it.bucket(BUCKET).key("a").checksumCRC64NVME("rosUhgp5mIg="),
                                RequestBody.fromString("123456780")));
        code(
                "InvalidRequest",
                () ->
                        clients.s3.putObject(
                                it -> it.bucket(BUCKET).key("a").checksumSHA256("AAAAAA=="),
                                RequestBody.fromString(TEXT)));
        code(
                "BadDigest",
                () ->
                        clients.s3.putObject(
                                it ->
                                        it.bucket(BUCKET)
                                                .key("a")
                                                .contentMD5("1B2M2Y8AsgTpgAmY7PhCfg=="),
                                RequestBody.fromString(TEXT)));
        assertThat(get("a", it -> {})).isEqualTo("123456789");
    }

    @Test
    void severalObjectsAreDeletedAtOnce() {
        put("a", TEXT);
        put("<b>&c", TEXT);
        put("d", TEXT);

        var deleted =
                clients.s3.deleteObjects(
                        it ->
                                it.bucket(BUCKET)
                                        .delete(
                                                all ->
                                                        all.objects(
                                                                id("a"),
                                                                id("<b>&c"),
                                                                id("none"),
                                                                id("../x"))));

        assertThat(deleted.deleted()).hasSize(3);
        assertThat(deleted.errors())
                .singleElement()
                .satisfies(e -> assertThat(e.key()).isEqualTo("../x"));
        assertThat(folder.resolve(BUCKET)).isDirectoryContaining("glob:**/d");
        assertThat(folder.resolve(BUCKET).toFile().list()).hasSize(1);
    }

    @Test
    void bucketsAreFolders() {
        clients.s3.createBucket(it -> it.bucket("second"));

        assertThat(folder.resolve("second")).isDirectory();
        assertThat(clients.s3.listBuckets().buckets())
                .extracting(one -> one.name())
                .containsExactly(BUCKET, "second");
        clients.s3.headBucket(it -> it.bucket("second"));
        refused(404, () -> clients.s3.headBucket(it -> it.bucket("third")));
        code("BucketAlreadyOwnedByYou", () -> clients.s3.createBucket(it -> it.bucket("second")));
    }

    @Test
    void anotherOperationChangesNothing() {
        Tag tag = Tag.builder().key("k").value("v").build();
        put("a", TEXT);

        code(
                "NotImplemented",
                () ->
                        clients.s3.putObjectTagging(
                                it -> it.bucket(BUCKET).key("a").tagging(all -> all.tagSet(tag))));
        code(
                "NotImplemented",
                () ->
                        clients.s3.copyObject(
                                it ->
                                        it.sourceBucket(BUCKET)
                                                .sourceKey("a")
                                                .destinationBucket(BUCKET)
                                                .destinationKey("b")));
        code("NotImplemented", () -> clients.s3.deleteBucket(it -> it.bucket(BUCKET)));
        assertThat(get("a", it -> {})).isEqualTo(TEXT);
        assertThat(folder.resolve(BUCKET).toFile().list()).containsExactly("a");
    }

    private static ObjectIdentifier id(String key) {
        return ObjectIdentifier.builder().key(key).build();
    }

    private static void refused(int status, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(status));
    }

    private static void code(String code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    private void put(String key, String text) {
        clients.s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString(text));
    }

    private String get(String key, Consumer<GetObjectRequest.Builder> more) {
        return clients.s3
                .getObjectAsBytes(it -> it.bucket(BUCKET).key(key).applyMutation(more))
                .asUtf8String();
    }
}
