package dev.outcrop.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;

import dev.outcrop.AwsCredentials;
import dev.outcrop.Bedrock;
import dev.outcrop.Reply;
import dev.outcrop.aws.Credentials;
import dev.outcrop.aws.Environment;
import dev.outcrop.error.CancelledException;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.junit.LocalBedrockTest;
import dev.outcrop.policy.Cancellation;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/** The region that an instance runs in is looked for once, for all calls that wait for it. */
@LocalBedrockTest
@Timeout(60)
class SharedRegionTest {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);
    private final AtomicInteger questions = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private @TempDir Path home;
    private HttpServer instance;
    private LocalBedrock local;
    private Bedrock bedrock;

    @BeforeEach
    void start(LocalBedrock local) throws IOException {
        instance = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        instance.setExecutor(threads);
        instance.createContext(
                "/",
                exchange -> {
                    boolean isToken = exchange.getRequestMethod().equals("PUT");
                    if (!isToken) {
                        questions.incrementAndGet();
                        asked.countDown();
                        try {
                            open.await();
                        } catch (InterruptedException e) {
                            throw new IOException(e);
                        }
                    }
                    byte[] body =
                            (isToken ? "token" : "{\"region\":\"eu-west-3\"}").getBytes(UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        instance.start();
        var variables =
                Map.of(
                        "AWS_EC2_METADATA_SERVICE_ENDPOINT",
                        "http://127.0.0.1:" + instance.getAddress().getPort(),
                        "AWS_METADATA_SERVICE_TIMEOUT",
                        "10");
        this.local = local;
        bedrock =
                Bedrock.builder()
                        .baseUrl(local.endpoint().toString())
                        .environment(Environment.of(variables, home, Clock.systemUTC()))
                        .credentials(
                                AwsCredentials.of(Credentials.accessKeys("AKIDEXAMPLE", "secret")))
                        .build();
    }

    @AfterEach
    void stop() {
        open.countDown();
        bedrock.close();
        instance.stop(0);
        threads.close();
    }

    private FutureTask<Reply> call(Cancellation handle) {
        var call = new FutureTask<>(() -> bedrock.model(WithLocal.NOVA).with(handle).invoke("Hi"));
        Thread thread = Thread.startVirtualThread(call);
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return call;
    }

    @Test
    void callersWhoWaitForItShareOneLookupAndLeaveItAsTheyLike() throws Exception {
        var handle = new Cancellation();
        FutureTask<Reply> first = call(handle);
        asked.await();
        FutureTask<Reply> second = call(new Cancellation());

        handle.cancel();
        assertThatThrownBy(first::get).hasCauseInstanceOf(CancelledException.class);
        open.countDown();

        assertThat(second.get().text()).isNotNull();
        assertThat(questions).hasValue(1);
        assertThat(local.requests().getLast().header("authorization")).contains("/eu-west-3/");
    }

    @Test
    void anInterruptedCallerLeavesAndStaysInterrupted() throws Exception {
        FutureTask<Reply> other = call(new Cancellation());
        asked.await();

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> bedrock.model(WithLocal.NOVA).invoke("Hi"))
                .isInstanceOf(CancelledException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(other).isNotDone();
    }
}
