package dev.outcrop.local.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.outcrop.local.LocalBedrock;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which tests have an emulator together, and when it is closed. */
class SharedTest {
    /** By port, which an emulator that is closed no longer has. */
    private static final Map<Integer, LocalBedrock> SEEN = new ConcurrentHashMap<>();

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    @Test
    void anEmulatorOfAConstructorIsSharedByTheTestsThatRunAtOnce() {
        run(OfAConstructor.class, 8);
        assertThat(SEEN.keySet()).singleElement().satisfies(SharedTest::isClosed);
    }

    @Test
    void anEmulatorOfAMethodBeforeAllIsThatOfNestedClassesToo() {
        run(OfAMethodBeforeAll.class, 2);
        assertThat(SEEN.keySet()).singleElement().satisfies(SharedTest::isClosed);
    }

    @Test
    void eachTestHasAnEmulatorThatIsClosedBeforeTheNext() {
        run(OfEachTest.class, 3);
        assertThat(SEEN.keySet()).hasSize(3).allSatisfy(SharedTest::isClosed);
        assertThat(SEEN.values()).doesNotHaveDuplicates();
    }

    @Test
    void aNestedClassHasTheSettingsOfTheClassAroundIt() {
        run(OfTheClassAround.class, 1);
        assertThat(SEEN).hasSize(1);
    }

    private static void run(Class<?> type, int tests) {
        var listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(type))
                                .configurationParameter(
                                        "junit.jupiter.execution.parallel.enabled", "true")
                                .configurationParameter(
                                        "junit.jupiter.execution.parallel.config.executor-service",
                                        "WORKER_THREAD_POOL")
                                .build(),
                        listener);
        assertThat(listener.getSummary().getFailures()).isEmpty();
        assertThat(listener.getSummary().getTestsSucceededCount()).isEqualTo(tests);
    }

    private static void isClosed(int port) {
        assertThatThrownBy(() -> connect(port)).isInstanceOf(ConnectException.class);
    }

    private static void connect(int port) throws IOException {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
    }

    @LocalBedrockTest
    @Execution(ExecutionMode.CONCURRENT)
    static class OfAConstructor {
        OfAConstructor(LocalBedrock local) {
            SEEN.put(local.port(), local);
        }

        @RepeatedTest(8)
        void isThere(LocalBedrock local) throws Exception {
            SEEN.put(local.port(), local);
            connect(local.port());
        }
    }

    @LocalBedrockTest
    static class OfAMethodBeforeAll {
        @BeforeAll
        static void start(LocalBedrock local) {
            SEEN.put(local.port(), local);
        }

        @AfterAll
        static void stop(LocalBedrock local) throws Exception {
            connect(local.port());
        }

        @Test
        void isThere(LocalBedrock local) {
            SEEN.put(local.port(), local);
        }

        @Nested
        class Inside {
            @Test
            void isThere(LocalBedrock local) {
                SEEN.put(local.port(), local);
            }
        }
    }

    @LocalBedrockTest
    static class OfEachTest {
        @RepeatedTest(3)
        void isAnother(LocalBedrock local) throws Exception {
            assertThat(SEEN.keySet()).allSatisfy(SharedTest::isClosed);
            SEEN.put(local.port(), local);
            connect(local.port());
        }
    }

    @LocalBedrockTest(models = "my.model-v1:0")
    static class OfTheClassAround {
        @Nested
        class Inside {
            @Test
            void knowsTheModel(LocalBedrock local) {
                SEEN.put(local.port(), local);
                try (var bedrock = local.connect()) {
                    assertThat(bedrock.chat("my.model-v1:0").ask("Hi").text()).isNotBlank();
                }
            }
        }
    }
}
