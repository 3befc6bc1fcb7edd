package dev.outcrop.internal.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Answers in XML, which may be hostile. */
class XmlElementTest {
    private static XmlElement read(String xml) throws Exception {
        return XmlElement.of(xml.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aListIsReadWithItsEscapes() throws Exception {
        ObjectPage page =
                ObjectPage.of(
                        read(
                                "<?xml version=\"1.0\"?><ListBucketResult xmlns=\"http://x/\"><!-- c -->"
                                        + "<EncodingType>url</EncodingType>"
                                        + "<Contents><Key>a%2Fb+c%26&amp;</Key><Size>12</Size></Contents>"
                                        + "<Contents><Key><![CDATA[<d>]]></Key><Size>x</Size></Contents>"
                                        + "<IsTruncated>true</IsTruncated>"
                                        + "<NextContinuationToken>t&#x26;</NextContinuationToken>"
                                        + "</ListBucketResult>"));

        assertThat(page.objects())
                .containsExactly(new S3Bucket.Listed("a/b c&&", 12), new S3Bucket.Listed("<d>", 0));
        assertThat(page.next()).isEqualTo("t&");
    }

    @Test
    void entitiesReadNoFilesAndDoNotExpand(@TempDir Path home) throws Exception {
        Path secret = Files.writeString(home.resolve("secret"), "PASSWORD");
        String external =
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]><a><b>&x;</b></a>";
        String laughs = "<!DOCTYPE a [<!ENTITY x \"ha\">]><a><b>&x;</b></a>";

        for (String hostile : new String[] {external, laughs}) {
            assertThatThrownBy(() -> read(hostile)).hasMessageNotContaining("PASSWORD");
        }
    }

    @Test
    void depthAndNumberOfElementsAreLimited() {
        assertThatThrownBy(() -> read("<a>".repeat(1_000) + "</a>".repeat(1_000)))
                .hasMessageContaining("too many elements");
        assertThatThrownBy(() -> read("<r>" + "<a/>".repeat(200_000) + "</r>"))
                .hasMessageContaining("too many elements");
    }
}
