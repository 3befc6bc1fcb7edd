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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Which tests have an emulator together, and when it is closed. */
@Tag("slow")
class SharedTest {
    private static final int TESTS = 8;

    /** By port, which an emulator that is closed no longer has. */
    private static final Map<Integer, LocalBedrock> SEEN = new ConcurrentHashMap<>();

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    @RepeatedTest(5)
    void anEmulatorOfAConstructorIsSharedByTheTestsThatRunAtOnce() throws InterruptedException {
        run(OfAConstructor.class, TESTS);
        assertThat(SEEN.keySet()).singleElement().satisfies(SharedTest::isClosed);
    }

    @Test
    void anEmulatorOfAMethodBeforeAllIsThatOfNestedClassesToo() throws InterruptedException {
        run(OfAMethodBeforeAll.class, 2);
        assertThat(SEEN.keySet()).singleElement().satisfies(SharedTest::isClosed);
    }

    @Test
    void eachTestHasAnEmulatorThatIsClosedBeforeTheNext() throws InterruptedException {
        run(OfEachTest.class, 3);
        assertThat(SEEN.keySet()).hasSize(3).allSatisfy(SharedTest::isClosed);
        assertThat(SEEN.values()).doesNotHaveDuplicates();
    }

    @Test
    void aNestedClassHasTheSettingsOfTheClassAroundIt() throws InterruptedException {
        run(OfTheClassAround.class, 1);
        assertThat(SEEN).hasSize(1);
    }

    /** In a thread that does not belong to the JUnit that runs this class. */
    private static void run(Class<?> type, int tests) throws InterruptedException {
        var listener = new SummaryGeneratingListener();
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(type))
                        .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                        .configurationParameter(
                                "junit.jupiter.execution.parallel.config.executor-service",
                                "WORKER_THREAD_POOL")
                        .configurationParameter(
                                "junit.jupiter.execution.parallel.config.strategy", "fixed")
                        .configurationParameter(
                                "junit.jupiter.execution.parallel.config.fixed.parallelism",
                                String.valueOf(TESTS))
                        .build();
        Thread.ofPlatform().start(() -> LauncherFactory.create().execute(request, listener)).join();
        assertThat(listener.getSummary().getFailures()).isEmpty();
        assertThat(listener.getSummary().getTestsSucceededCount()).isEqualTo(tests);
    }

    private static void isClosed(int port) {
        assertThatThrownBy(() -> connect(port)).isInstanceOf(ConnectException.class);
    }

    private static void connect(int port) throws IOException {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
    }

    /** Lets the constructors of all tests go on at once. */
    static final class Gate implements ParameterResolver {
        private static final CyclicBarrier ALL = new CyclicBarrier(TESTS);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Gate.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            try {
                ALL.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
            return this;
        }
    }

    @LocalBedrockTest
    @ExtendWith(Gate.class)
    @Execution(ExecutionMode.CONCURRENT)
    static class OfAConstructor {
        OfAConstructor(Gate gate, LocalBedrock local) {
            SEEN.put(local.port(), local);
        }

        @RepeatedTest(TESTS)
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
