package dev.outcrop.it;

import dev.outcrop.AwsCredentials;
import dev.outcrop.Bedrock;
import dev.outcrop.aws.Credentials;
import dev.outcrop.it.jdk.JdkHttpClient;
import dev.outcrop.local.LocalBedrock;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

/** The recorded conversations over the JDK's HTTP client in place of the library's own. */
@Tag("thorough")
class JdkCorpusTest {
    private static Bedrock connect(LocalBedrock local) {
        return JdkHttpClient.client()
                .baseUrl(local.endpoint().toString())
                .region("us-east-1")
                .credentials(AwsCredentials.of(Credentials.accessKeys("local", "no-secret")))
                .build();
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Text extends RecordedTextTest {
        Text(LocalBedrock local) {
            super(local, connect(local));
        }

        @AfterAll
        void close() {
            bedrock.close();
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Structured extends RecordedStructuredTest {
        Structured(LocalBedrock local) {
            super(local, connect(local));
        }

        @AfterAll
        void close() {
            bedrock.close();
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Tools extends RecordedToolsTest {
        Tools(LocalBedrock local) {
            super(local, connect(local));
        }

        @AfterAll
        void close() {
            bedrock.close();
        }
    }
}
