package dev.outcrop;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.hc.core5.http.HttpMessage;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The notice in the published jar, which contains HttpCore. */
class NoticeTest {
    @Test
    void itContainsTheNoticeOfHttpCoreAsTheLicenceAsks() throws IOException {
        String ours = Files.readString(Path.of("src/main/resources/META-INF/NOTICE"));

        assertThat(ours).contains(noticeOfHttpCore().strip());
    }

    private static String noticeOfHttpCore() throws IOException {
        String jar =
                HttpMessage.class.getProtectionDomain().getCodeSource().getLocation().toString();
        try (var notice = URI.create("jar:" + jar + "!/META-INF/NOTICE").toURL().openStream()) {
            return new String(notice.readAllBytes(), UTF_8);
        }
    }
}
