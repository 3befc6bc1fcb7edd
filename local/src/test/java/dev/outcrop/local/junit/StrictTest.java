package dev.outcrop.local.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.outcrop.Bedrock;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.script.Scripted;

import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** What a strict test does is seen by running one. */
class StrictTest {
    @Test
    void failsATestWhoseRequestsFoundNothingScripted() {
        var listener = new SummaryGeneratingListener();
        run(listener, Careless.class);

        assertThat(listener.getSummary().getFailures())
                .singleElement()
                .satisfies(
                        failure ->
                                assertThat(failure.getException())
                                        .hasMessageContaining("1 request to the local")
                                        .hasMessageContaining("/converse"));
        assertThat(listener.getSummary().getTestsSucceededCount()).isEqualTo(1);
    }

    @Test
    void failsATestWhoseRequestsTheFileHasNoAnswerFor() {
        var listener = new SummaryGeneratingListener();
        run(listener, FromAFile.class);

        assertThat(listener.getSummary().getFailures())
                .singleElement()
                .satisfies(
                        failure ->
                                assertThat(failure.getException())
                                        .hasMessageContaining("The script has no answer"));
        assertThat(listener.getSummary().getTestsSucceededCount()).isEqualTo(1);
    }

    @Test
    void failsATestWhoseRequestsWereNotRecorded() {
        var listener = new SummaryGeneratingListener();
        run(listener, FromRecordings.class);

        assertThat(listener.getSummary().getFailures())
                .singleElement()
                .satisfies(
                        failure ->
                                assertThat(failure.getException())
                                        .hasMessageContaining(
                                                "recorded \"Hi\", requested \"Who?\""));
        assertThat(listener.getSummary().getTestsSucceededCount()).isEqualTo(1);
    }

    private static void run(TestExecutionListener listener, Class<?> type) {
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(type))
                                .build(),
                        listener);
    }

    @LocalBedrockTest(strict = true)
    static class Careless {
        @Test
        void asksTwice(LocalBedrock local, Bedrock bedrock) {
            local.script(Scripted.text("Hello!"));
            bedrock.chat().ask("Hi");
            try {
                bedrock.chat().ask("And again");
            } catch (RuntimeException e) {
                // A careless test does not look at it.
            }
        }

        @Test
        void asksOnce(LocalBedrock local, Bedrock bedrock) {
            local.script(Scripted.text("Hello!"));
            bedrock.chat().ask("Hi");
        }
    }

    @LocalBedrockTest(script = "answers.json")
    static class FromAFile {
        @Test
        void asksOnce(Bedrock bedrock) {
            assertThat(bedrock.chat().ask("Hi").text()).isEqualTo("From the file.");
        }

        @Test
        void asksTwice(Bedrock bedrock) {
            bedrock.chat().ask("Hi");
            assertThatThrownBy(() -> bedrock.chat().ask("And again"))
                    .isInstanceOf(RuntimeException.class);
        }
    }

    @LocalBedrockTest(replay = "src/test/resources/recordings")
    static class FromRecordings {
        @Test
        void asksWhatWasRecorded(Bedrock bedrock) {
            assertThat(bedrock.chat("amazon.nova-lite-v1:0").ask("Hi").text())
                    .isEqualTo("From a recording.");
        }

        @Test
        void asksSomethingElse(Bedrock bedrock) {
            assertThatThrownBy(() -> bedrock.chat("amazon.nova-lite-v1:0").ask("Who?"))
                    .isInstanceOf(RuntimeException.class);
        }
    }
}
