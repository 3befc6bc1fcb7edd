package dev.outcrop.internal.aws.credentials.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.outcrop.aws.Credentials;
import dev.outcrop.error.CancelledException;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.TimedOutException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;

/** When a program for credentials counts as ended, and that nothing of it is left then. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(30)
@Isolated
class ProgramEndsTest {
    private static final String KEYS =
            "printf '{\"Version\":1,\"AccessKeyId\":\"P\",\"SecretAccessKey\":\"secret\"}'";
    private static final ExternalProgram.Limits SHORT =
            new ExternalProgram.Limits(Duration.ofMillis(300), Duration.ofSeconds(5));

    @TempDir Path home;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sleep 60 & echo $! > $pid; " + KEYS,
                "sleep 60 >/dev/null & echo $! > $pid; " + KEYS,
                "sleep 60 2>/dev/null & echo $! > $pid; " + KEYS,
                KEYS + "; sleep 60 & echo $! > $pid",
                "sleep 60 >/dev/null 2>&1 & echo $! > $pid; " + KEYS,
                "sh -c 'sleep 60 & echo $! > $pid'; " + KEYS,
                "yes flood >&2 & echo $! > $pid; " + KEYS,
            })
    void keysAreReadAlthoughAChildOfTheProgramHoldsItsOutput(String script) throws Exception {
        assertThat(id(ProcessCredentials.shell(withPid(script), "test"))).isEqualTo("P");

        assertNothingIsLeft();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aChildInASessionOfItsOwnIsEndedToo() throws Exception {
        String script = "setsid sh -c 'echo $$ > $pid.new; mv $pid.new $pid; sleep 60' & ";

        ProcessCredentials.shell(
                withPid(script + "while [ ! -s $pid ]; do :; done; " + KEYS), "test");

        assertNothingIsLeft();
    }

    @Test
    void keysThatAChildPrintsShortlyAfterTheProgramEndedAreRead() throws Exception {
        String script = "sh -c 'sleep 0.2; cat $pid.keys' & exit 0";
        Files.writeString(
                home.resolve("pid.keys"),
                "{\"Version\":1,\"AccessKeyId\":\"LATE\",\"SecretAccessKey\":\"secret\"}");

        assertThat(id(ProcessCredentials.shell(withPid(script), "test"))).isEqualTo("LATE");
    }

    @Test
    void aProgramMayPrintMoreThanAPipeHolds() throws Exception {
        String script = "head -c 300000 /dev/zero | tr '\\0' 'e' >&2; " + KEYS;

        assertThat(id(ProcessCredentials.shell(script, "test"))).isEqualTo("P");
    }

    @Test
    void theInputOfAProgramIsEmpty() throws Exception {
        assertThat(id(ProcessCredentials.shell("cat; " + KEYS, "test"))).isEqualTo("P");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo $$ > $pid; sleep 60",
                "sleep 60 & echo $! > $pid; sleep 60",
                "trap '' TERM INT HUP; echo $$ > $pid; " + KEYS + "; while :; do sleep 1; done"
            })
    void aProgramThatDoesNotEndIsEndedAtItsTimeLimit(String script) throws Exception {
        assertThatThrownBy(
                        () ->
                                ProcessCredentials.run(
                                        List.of("sh", "-c", withPid(script)),
                                        "test",
                                        "Look.",
                                        SHORT))
                .isInstanceOfSatisfying(
                        TimedOutException.class,
                        e -> assertThat(e.phase()).isEqualTo(TimedOutException.Phase.CREDENTIALS))
                .hasMessageContaining("its program did not end within 0.3 s");

        assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes canary", "yes canary >&2"})
    void aProgramThatPrintsWithoutEndIsEndedWithoutItsText(String flood) throws Exception {
        assertThatThrownBy(
                        () ->
                                ProcessCredentials.shell(
                                        withPid("echo $$ > $pid; exec " + flood), "test"))
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("more than 16 MiB")
                .hasMessageNotContaining("canary");

        assertNothingIsLeft();
    }

    @Test
    void anInterruptEndsAProgramWithItsChildren() throws Exception {
        String script = "sleep 60 & echo $! > $pid.new; mv $pid.new $pid; sleep 60";
        var task =
                new FutureTask<>(
                        () -> {
                            try {
                                return ProcessCredentials.shell(withPid(script), "test");
                            } finally {
                                assertThat(Thread.currentThread().isInterrupted()).isTrue();
                            }
                        });
        Thread thread = Thread.startVirtualThread(task);
        while (!Files.exists(pid())) {
            Thread.onSpinWait();
        }

        thread.interrupt();

        assertThatThrownBy(task::get).hasCauseInstanceOf(CancelledException.class);
        assertNothingIsLeft();
    }

    @Test
    void aProgramThatDoesNotExistIsNamed() {
        assertThatThrownBy(
                        () ->
                                ProcessCredentials.run(
                                        List.of("/nowhere/x"),
                                        "test",
                                        "Look.",
                                        ExternalProgram.Limits.STANDARD))
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("/nowhere/x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "echo canary; exit 7|7",
                "printf '\\033[31mred\\033]0;title\\007\\302\\233 \\r\\n' >&2; exit 5|5: [31mred ]0;title. Run",
                "echo 'SecretAccessKey=canary1canary/' >&2; exit 4|4: SecretAccessKey=[secret]",
                "echo '{\"SessionToken\": \"canary\", \"a\": 1}' >&2; exit 4|4: {",
                "echo 'key AKIACANARYCANARY1234 is off' >&2; exit 4|4: key [secret] is off",
                "echo 'got cAnArY12cAnArY12cAnArY12cAnArY12+/=x' >&2; exit 4|4: got [secret]",
                "echo 'Authorization: Bearer canary.canary' >&2; exit 4|4: Authorization: [secret]",
            })
    void aFailureNamesTheStatusAndWhatMayBeShown(String script, String metadata) {
        assertThatThrownBy(() -> ProcessCredentials.shell(script, "test"))
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("its program exited with status " + metadata)
                .satisfies(
                        e ->
                                assertThat(e.getMessage())
                                        .doesNotContainIgnoringCase("canary")
                                        .matches("\\P{Cntrl}*")
                                        .doesNotContain("\u009b"));
    }

    @Test
    void aKeyThatAFailingProgramPrintedIsNotShownFromItsErrorsEither() {
        String script =
                "echo '{\"SecretAccessKey\": \"short-canary\"}'; echo has short-canary >&2; exit 1";

        assertThatThrownBy(() -> ProcessCredentials.shell(script, "test"))
                .hasMessageContaining("status 1: has [secret]");
    }

    @Test
    void aFailureIsShort() {
        assertThatThrownBy(
                        () ->
                                ProcessCredentials.shell(
                                        "yes 'no way' | head -c 200000 >&2; exit 1", "test"))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(600));
    }

    private Path pid() {
        return home.resolve("pid");
    }

    private String withPid(String script) {
        return "pid='" + pid() + "'; export pid; " + script;
    }

    private void assertNothingIsLeft() throws Exception {
        long pid = Long.parseLong(Files.readString(pid(), UTF_8).strip());
        while (isAlive(pid)) { // it was told to end; the test's time limit is the bound
            Thread.onSpinWait();
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("outcrop-program");
    }

    /** On Linux, one that has ended remains a zombie until another process collects its status. */
    private static boolean isAlive(long pid) throws Exception {
        Path stat = Path.of("/proc/" + pid + "/stat");
        if (Files.exists(Path.of("/proc/self/stat"))) {
            try {
                return !Files.readString(stat).contains(") Z ");
            } catch (IOException e) {
                return false;
            }
        }
        ProcessHandle.of(pid).ifPresent(one -> one.onExit().join());
        return false;
    }

    private static String id(Credentials found) {
        return ((Credentials.AccessKeys) found).accessKeyId();
    }
}
