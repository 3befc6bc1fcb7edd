package dev.outcrop.local;

import static dev.outcrop.local.S3Clients.BUCKET;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** ListObjectsV2 and ListObjects by AWS's client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3ListTest {
    private Path folder;
    private S3Clients clients;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        clients = new S3Clients(folder);
        for (String key :
                List.of("a", "b/1", "b/2", "b/c/1", "b c+%/1", "d", "é/1", "\uFF5E", "😀")) {
            Path file = folder.resolve(BUCKET).resolve(key);
            Files.createDirectories(file.getParent());
            Files.writeString(file, key);
        }
    }

    @AfterAll
    void stop() {
        clients.close();
    }

    @Test
    void keysAreInTheOrderOfTheirUtf8() {
        assertThat(keys(list -> {}))
                .containsExactly("a", "b c+%/1", "b/1", "b/2", "b/c/1", "d", "é/1", "\uFF5E", "😀");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 9, 1000})
    void pagesOfAnySizeHaveEachKeyAndPrefixOnce(int size) {
        var all = new ArrayList<String>();
        for (var page :
                clients.s3.listObjectsV2Paginator(
                        list -> list.bucket(BUCKET).delimiter("/").maxKeys(size))) {
            page.contents().forEach(one -> all.add(one.key()));
            page.commonPrefixes().forEach(one -> all.add(one.prefix()));
            assertThat(page.keyCount())
                    .isEqualTo(page.contents().size() + page.commonPrefixes().size())
                    .isLessThanOrEqualTo(size);
        }

        assertThat(all).containsExactlyInAnyOrder("a", "b c+%/", "b/", "d", "é/", "\uFF5E", "😀");
    }

    @Test
    void aPrefixNeedNotEndAtASlash() {
        assertThat(keys(list -> list.prefix("b"))).hasSize(4);
        assertThat(keys(list -> list.prefix("b/"))).containsExactly("b/1", "b/2", "b/c/1");
        assertThat(keys(list -> list.prefix("b/c/1"))).containsExactly("b/c/1");
        assertThat(keys(list -> list.prefix("none/"))).isEmpty();
        assertThat(keys(list -> list.prefix("../"))).isEmpty();
        assertThat(keys(list -> list.prefix("b/").delimiter("/"))).containsExactly("b/1", "b/2");
    }

    @Test
    void anyTextIsADelimiter() {
        var answer =
                clients.s3.listObjectsV2(list -> list.bucket(BUCKET).prefix("b").delimiter("/c/"));

        assertThat(answer.commonPrefixes())
                .extracting(CommonPrefix::prefix)
                .containsExactly("b/c/");
        assertThat(answer.contents())
                .extracting(S3Object::key)
                .containsExactly("b c+%/1", "b/1", "b/2");
    }

    @Test
    void aListBeginsAfterAKeyThatNeedNotExist() {
        assertThat(keys(list -> list.startAfter("b/2"))).startsWith("b/c/1", "d");
        assertThat(keys(list -> list.startAfter("c"))).startsWith("d");
        assertThat(keys(list -> list.maxKeys(0))).isEmpty();
    }

    @Test
    void aTokenThatIsNoneIsRefused() {
        assertThatThrownBy(() -> keys(list -> list.continuationToken("?")))
                .isInstanceOf(S3Exception.class);
    }

    @Test
    void theOldListHasMarkers() {
        var first = clients.s3.listObjects(list -> list.bucket(BUCKET).maxKeys(3).delimiter("/"));
        var second =
                clients.s3.listObjects(
                        list ->
                                list.bucket(BUCKET)
                                        .maxKeys(1000)
                                        .delimiter("/")
                                        .marker(first.nextMarker()));

        assertThat(first.isTruncated()).isTrue();
        assertThat(first.commonPrefixes()).hasSize(2);
        assertThat(second.contents())
                .extracting(S3Object::key)
                .containsExactly("d", "\uFF5E", "😀");
        assertThat(second.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("é/");
    }

    private List<String> keys(Consumer<ListObjectsV2Request.Builder> more) {
        return clients
                .s3
                .listObjectsV2(list -> list.bucket(BUCKET).applyMutation(more))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
    }
}
