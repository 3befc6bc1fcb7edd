import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.outcrop.Bedrock;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.local.script.Scripted;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;

/** Spring's extension and Outcrop's for one test. */
@SpringBootTest
@LocalBedrockTest
class ApplicationTest {
    @SpringBootApplication
    static class Application {}

    @Autowired Application application;

    @Test
    void bothProvideParameters(
            @Autowired Application injected, LocalBedrock local, Bedrock bedrock) {
        local.script(Scripted.text("Hello!"));
        assertEquals("Hello!", bedrock.chat().ask("Hi").text());
        assertEquals(application, injected);
    }
}
