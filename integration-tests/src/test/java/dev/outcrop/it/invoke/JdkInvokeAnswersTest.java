package dev.outcrop.it.invoke;

import dev.outcrop.Bedrock;
import dev.outcrop.it.jdk.JdkHttpClient;

import org.junit.jupiter.api.Tag;

/** The same over the JDK's HTTP client in place of the library's own. */
@Tag("thorough")
class JdkInvokeAnswersTest extends InvokeAnswersTest {
    @Override
    Bedrock.Builder builder() {
        return JdkHttpClient.client();
    }
}
