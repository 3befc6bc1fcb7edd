import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outcrop.Bedrock;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.local.script.Fault;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.tool.ToolMethod;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;

/** What of Outcrop depends on the versions of other libraries that a project selects. */
@LocalBedrockTest
class EmulatorTest {
    private static final String NOVA = "us.amazon.nova-lite-v1:0";

    private static int portBefore;

    record City(String name, int inhabitants) {}

    static class Weather {
        @ToolMethod("Temperature at a place")
        String temperature(String place) {
            return place + " has 4.5 degrees";
        }
    }

    @Test
    void toolsHaveParametersWithNames(Bedrock bedrock) {
        String answer =
                bedrock.chat(NOVA)
                        .tools(new Weather())
                        .ask("Call temperature for place=\"Oslo\"")
                        .text();
        assertTrue(answer.contains("Oslo has 4.5 degrees"), answer);
    }

    @Test
    void recordsAreExtracted(Bedrock bedrock) {
        City city = bedrock.model(NOVA).extract(City.class, "name=\"Oslo\"");
        assertEquals("Oslo", city.name());
    }

    @Test
    void answersAreStreamed(Bedrock bedrock) {
        var text = new StringBuilder();
        try (var stream = bedrock.chat(NOVA).stream("Tell me three jokes about statisticians")) {
            stream.text().forEach(text::append);
        }
        assertTrue(text.toString().contains("3. "), text.toString());
    }

    @Test
    void failuresAreScripted(LocalBedrock local, Bedrock bedrock) {
        local.script(Fault.html(502), Fault.resetBeforeHead(), Scripted.text("At last."));
        assertEquals("At last.", bedrock.chat(NOVA).ask("Hi").text());
        assertEquals(3, local.requests().size());
    }

    @RepeatedTest(2)
    void theEmulatorIsClosedAfterItsTest(URI endpoint) throws Exception {
        if (portBefore != 0) {
            assertThrows(ConnectException.class, () -> new Socket("127.0.0.1", portBefore).close());
        }
        portBefore = endpoint.getPort();
        new Socket("127.0.0.1", portBefore).close();
    }
}
