package dev.outcrop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Before JDK 24, a virtual thread keeps its carrier while it holds a monitor. So nothing that can
 * take long is done meanwhile: no code of the program that uses this library, no I/O, no waiting.
 */
class MonitorsTest {
    private static final Set<String> EXPORTED =
            Set.of(
                    "", "aws", "catalog", "error", "json", "message", "policy", "prompt", "schema",
                    "tool");

    /** The JDK's own that run what they were given, wait, or do I/O. */
    private static final Pattern SLOW =
            Pattern.compile(
                    "java/util/function/(?!LongSupplier|LongUnaryOperator).*"
                            + "|java/lang/(Runnable|AutoCloseable|Appendable|System\\$Logger|Process.*)\\..*"
                            + "|java/lang/Thread\\.(sleep|join|interrupt)|java/lang/Object\\.wait"
                            + "|java/util/concurrent/(Callable|Executor.*|Future.*|CompletableFuture|Flow.*"
                            + "|BlockingQueue|.*BlockingQueue|Semaphore|CyclicBarrier)\\..*"
                            + "|java/util/concurrent/CountDownLatch\\.await"
                            + "|java/util/concurrent/locks/(Condition\\.await.*|LockSupport\\.park.*|.*Lock\\.lock.*)"
                            + "|java/util/(ServiceLoader|Timer)\\..*"
                            + "|java/io/(?!ByteArray|String|Serializable|UncheckedIOException|IOException).*"
                            + "|java/nio/(channels|file)/(?!Path\\.|InvalidPath).*"
                            + "|java/net/(?!URI|URL|InetSocketAddress|[A-Za-z]*Exception).*"
                            + "|javax/net/.*");

    /** Held on a platform thread of its own: the JDK's monitors of a program's output. */
    private static final String PROGRAM_RUN =
            "dev/outcrop/internal/aws/credentials/process/ExternalProgramRun.run(";

    @Test
    void nothingSlowIsCalledWhileOneIsHeld() throws Exception {
        MonitorScan scan = library();
        Set<String> open = scan.openInterfaces();

        List<String> found =
                scan.found(
                        call -> isSlow(call) || (open.contains(call.owner()) && isExported(call)));

        assertThat(found).filteredOn(line -> !line.startsWith(PROGRAM_RUN)).isEmpty();
        assertThat(found).anyMatch(line -> line.startsWith(PROGRAM_RUN));
    }

    static boolean isSlow(MonitorScan.Call call) {
        return SLOW.matcher(call.owner() + "." + call.name()).matches();
    }

    private static boolean isExported(MonitorScan.Call call) {
        String name = call.owner().substring(0, call.owner().lastIndexOf('/'));
        return EXPORTED.contains(name.replaceFirst("dev/outcrop/?", ""));
    }

    private static MonitorScan library() throws Exception {
        var scan = new MonitorScan();
        URI file = Bedrock.class.getResource("Bedrock.class").toURI();
        try (Stream<Path> files = Files.walk(Path.of(file).getParent())) {
            for (Path one : files.filter(it -> it.toString().endsWith(".class")).toList()) {
                scan.add(Files.readAllBytes(one));
            }
        }
        return scan;
    }

    @Test
    void theScanFindsWhatIsToBeFound() throws IOException {
        var scan = new MonitorScan();
        scan.add(Held.class);
        scan.add(Called.class);
        scan.add(CalledToo.class);

        List<String> found = scan.found(MonitorsTest::isSlow);

        assertThat(
                        found.stream()
                                .map(line -> line.replaceAll("^[^.]*\\.(\\w+).*", "$1"))
                                .distinct())
                .containsExactlyInAnyOrder(
                        "method",
                        "block",
                        "afterReturn",
                        "nested",
                        "deep",
                        "overridden",
                        "function",
                        "inMap",
                        "handled");
    }

    /** A method that has a fault bears a name without "good". */
    @SuppressWarnings("unused")
    static class Held {
        private final Object lock = new Object();
        private final Map<String, String> map = new ConcurrentHashMap<>();
        private Runnable user = () -> {};
        private Called called = new Called();

        synchronized void method() {
            user.run();
        }

        void block() {
            synchronized (lock) {
                user.run();
            }
        }

        int afterReturn(int n) {
            synchronized (lock) {
                if (n == 0) {
                    return 1;
                }
                user.run();
                return n;
            }
        }

        void nested() {
            synchronized (lock) {
                synchronized (this) {
                    map.clear();
                }
                user.run();
            }
        }

        synchronized void deep() {
            called.first(user);
        }

        synchronized void overridden() {
            called.other(user);
        }

        synchronized void function() {
            List.of("one").forEach(one -> user.run());
        }

        void inMap(Supplier<String> given) {
            map.computeIfAbsent("key", key -> given.get());
        }

        void handled() {
            synchronized (lock) {
                try {
                    map.clear();
                } catch (IllegalStateException e) {
                    user.run();
                } finally {
                    map.clear();
                }
            }
        }

        void goodBeforeAndAfter() {
            user.run();
            synchronized (lock) {
                map.clear();
            }
            user.run();
        }

        int goodAfterReturn(int n) {
            synchronized (lock) {
                if (n == 0) {
                    return 1;
                }
            }
            user.run();
            return n;
        }

        synchronized Thread goodForLater() {
            return new Thread(() -> user.run());
        }

        void goodFinally() {
            try {
                map.clear();
            } finally {
                user.run();
            }
        }
    }

    static class Called {
        void first(Runnable user) {
            second(user);
        }

        private void second(Runnable user) {
            user.run();
        }

        void other(Runnable user) {}
    }

    static class CalledToo extends Called {
        @Override
        void other(Runnable user) {
            user.run();
        }
    }
}
