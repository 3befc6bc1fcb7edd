package dev.outcrop.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.AwsCredentials;
import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.CredentialsProvider;
import dev.outcrop.aws.Environment;
import dev.outcrop.error.CredentialsException;
import dev.outcrop.error.ErrorDetails;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.authentication.LocalCredentials;
import dev.outcrop.message.StreamEvent;
import dev.outcrop.policy.Retries;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Rows 76 to 80: keys that have expired, and clocks that are wrong; the server checks both. */
final class RenewalRows {
    private static final String OLD_ID = "AKIAOLD0123456789012";
    private static final Credentials OLD =
            Credentials.accessKeys(OLD_ID, Trial.SECRET, Trial.TOKEN);
    private static final Credentials NEW =
            Credentials.accessKeys(Trial.KEY_ID, Trial.SECRET, Trial.TOKEN);

    private RenewalRows() {}

    static List<Row> rows() {
        var rows = new ArrayList<Row>();
        rows.add(new Row(76, "expired, new ones there → renewed, done", RenewalRows::renewed));
        rows.add(new Row(76, "the same without retries → renewed, done", RenewalRows::noRetries));
        rows.add(new Row(76, "the new ones expired too → failed, 2 requests", RenewalRows::twice));
        rows.add(new Row(77, "expired, none to be had → says what to do", RenewalRows::signIn));
        rows.add(new Row(77, "expired, then signed in → goes on", RenewalRows::signedIn));
        rows.add(new Row(78, "50 calls at expiry → 1 renewal", RenewalRows::fifty));
        for (int minutes : new int[] {10, -10}) {
            rows.add(
                    new Row(
                            80,
                            "clock off by " + minutes + " minutes → corrected once",
                            t -> skewed(t, minutes)));
        }
        for (int minutes : new int[] {1, -1}) {
            rows.add(
                    new Row(
                            80,
                            "clock off by " + minutes + " minute → nothing to correct",
                            t -> nearly(t, minutes)));
        }
        rows.add(new Row(80, "a wrong secret, the clock right → failed", RenewalRows::wrongSecret));
        return rows;
    }

    /** Takes the new ones; the old ones have expired. */
    private static LocalBedrock server() {
        Instant now = Instant.now();
        return LocalBedrock.builder()
                .credentials(
                        LocalCredentials.temporaryKeys(
                                OLD_ID, Trial.SECRET, Trial.TOKEN, now.minusSeconds(60)),
                        LocalCredentials.temporaryKeys(
                                Trial.KEY_ID, Trial.SECRET, Trial.TOKEN, now.plusSeconds(86_400)))
                .start();
    }

    /** Has the old ones until they are refused. */
    private static final class Stock implements CredentialsProvider {
        final AtomicInteger renewals = new AtomicInteger();
        private volatile Credentials current = OLD;

        @Override
        public Credentials resolve() {
            return current;
        }

        @Override
        public synchronized void refused(Credentials expired) {
            if (expired.equals(current)) {
                renewals.incrementAndGet();
                current = NEW;
            }
        }
    }

    private static void renewed(Trial trial) {
        var stock = new Stock();
        trial.local(server()).credentials(stock);
        Ending ended = trial.stream();
        ended.sent(2);
        assertThat(ended.failure()).isNull();
        assertThat(ended.events().getFirst())
                .isInstanceOfSatisfying(
                        StreamEvent.Retrying.class,
                        again -> assertThat(again.pause()).isEqualTo(Duration.ZERO));
        trial.stream().sent(1);
        assertThat(stock.renewals).hasValue(1);
        assertThat(trial.heard().attempts).hasValue(2 + trial.heard().ended.size() - 1);
    }

    private static void noRetries(Trial trial) {
        trial.local(server()).credentials(new Stock()).retries(Retries.NONE);
        Ending ended = trial.invoke();
        assertThat(ended.failure()).isNull();
        ended.sent(2);
        assertThat(trial.heard().retrying).hasValue(1);
    }

    private static void twice(Trial trial) {
        var alternating =
                new CredentialsProvider() {
                    private final AtomicInteger number = new AtomicInteger();

                    @Override
                    public Credentials resolve() {
                        return Credentials.accessKeys(
                                OLD_ID, Trial.SECRET + number.getAndIncrement(), Trial.TOKEN);
                    }
                };
        trial.local(server()).credentials(alternating);
        for (Ending ended : List.of(trial.stream(), trial.invoke())) {
            ended.failed(CredentialsException.class)
                    .withDetails(403, "ExpiredTokenException")
                    .retryable(false)
                    .withNothing()
                    .sent(2);
        }
    }

    private static void signIn(Trial trial) {
        var refused = new AtomicInteger();
        trial.local(server())
                .credentials(
                        new CredentialsProvider() {
                            @Override
                            public Credentials resolve() {
                                if (refused.get() == 1) {
                                    throw new CredentialsException(
                                            "Could not refresh the session of profile"
                                                    + " \"research\" has expired.",
                                            ErrorDetails.NONE.withRemedy(
                                                    "Run aws sso login --profile research."));
                                }
                                return refused.get() == 0 ? OLD : NEW;
                            }

                            @Override
                            public void refused(Credentials expired) {
                                refused.incrementAndGet();
                            }
                        });
        trial.stream()
                .failed(CredentialsException.class)
                .saying("aws sso login --profile research")
                .retryable(false)
                .withNothing()
                .sent(1);
        refused.set(2);
        assertThat(trial.stream().sent(1).failure()).isNull();
    }

    private static void signedIn(Trial trial) throws IOException {
        Path home = Files.createTempDirectory("home");
        Environment environment = Environment.of(Map.of(), home, Clock.systemUTC());
        write(home, OLD_ID);
        trial.local(server()).credentials(AwsCredentials.profile("research", environment));
        for (Ending ended : List.of(trial.stream(), trial.invoke())) {
            ended.failed(CredentialsException.class)
                    .withDetails(403, "ExpiredTokenException")
                    .saying("aws sso login --profile")
                    .sent(1);
        }
        write(home, Trial.KEY_ID);
        assertThat(trial.stream().sent(2).failure()).isNull();
        assertThat(trial.stream().sent(1).failure()).isNull();
    }

    private static void write(Path home, String id) throws IOException {
        Files.createDirectories(home.resolve(".aws"));
        Files.writeString(
                home.resolve(".aws/credentials"),
                "[research]\naws_access_key_id = "
                        + id
                        + "\naws_secret_access_key = "
                        + Trial.SECRET
                        + "\naws_session_token = "
                        + Trial.TOKEN
                        + "\n");
    }

    /** The keys come of a process, which writes down that it was asked. */
    private static void fifty(Trial trial) throws Exception {
        Path home = Files.createTempDirectory("home");
        Path asked = home.resolve("asked");
        Path process = process(home, asked);
        Files.createDirectories(home.resolve(".aws"));
        Files.writeString(
                home.resolve(".aws/config"), "[profile p]\ncredential_process = " + process + "\n");
        var provider =
                AwsCredentials.profile("p", Environment.of(Map.of(), home, Clock.systemUTC()));
        trial.local(server()).credentials(provider);
        provider.resolve();
        assertThat(asked).hasContent("asked");

        var answers = new AtomicInteger();
        var all = new CountDownLatch(50);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                threads.execute(
                        () -> {
                            all.countDown();
                            try {
                                all.await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                            trial.bedrock().model(Trial.MODEL).invoke("Go on.");
                            answers.incrementAndGet();
                        });
            }
        }
        assertThat(answers).hasValue(50);
        assertThat(asked).hasContent("asked\nasked");
        assertThat(trial.heard().retrying.get()).isBetween(1, 50);
    }

    private static Path process(Path home, Path asked) throws IOException {
        Path script = home.resolve("keys.sh");
        Files.writeString(
                script,
                """
                #!/bin/sh
                id=%s
                [ -e %s ] && id=%s
                echo asked >> %s
                echo '{"Version":1,"AccessKeyId":"'$id'","SecretAccessKey":"%s","SessionToken":"%s"}'
                """
                        .formatted(OLD_ID, asked, Trial.KEY_ID, asked, Trial.SECRET, Trial.TOKEN));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script;
    }

    private static Trial at(Trial trial, int minutes) {
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(minutes));
        return trial.local(server())
                .environment(Environment.of(Map.of(), Path.of("nowhere"), clock))
                .credentials(AwsCredentials.of(NEW));
    }

    private static void skewed(Trial trial, int minutes) {
        at(trial, minutes);
        assertThat(trial.stream().sent(2).failure()).isNull();
        assertThat(trial.stream().sent(1).failure()).isNull();
        assertThat(trial.invoke().sent(1).failure()).isNull();
        assertThat(trial.heard().retrying).hasValue(1);
    }

    private static void nearly(Trial trial, int minutes) {
        at(trial, minutes);
        assertThat(trial.stream().sent(1).failure()).isNull();
        assertThat(trial.heard().retrying).hasValue(0);
    }

    private static void wrongSecret(Trial trial) {
        at(trial, 0)
                .credentials(
                        AwsCredentials.of(
                                Credentials.accessKeys(
                                        Trial.KEY_ID, Trial.SECRET + "x", Trial.TOKEN)));
        for (Ending ended : List.of(trial.stream(), trial.invoke())) {
            ended.failed(CredentialsException.class)
                    .withDetails(403, "InvalidSignatureException")
                    .sent(1);
        }
    }
}
