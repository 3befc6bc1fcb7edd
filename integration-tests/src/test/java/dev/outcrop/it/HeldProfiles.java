package dev.outcrop.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A control plane that says what an inference profile is, once it is told to. */
final class HeldProfiles implements AutoCloseable {
    private static final String PROFILE =
            "{\"inferenceProfileName\":\"mine\",\"status\":\"ACTIVE\",\"type\":\"APPLICATION\","
                    + "\"models\":[{\"modelArn\":\"arn:aws:bedrock:us-east-1::foundation-model/"
                    + "anthropic.claude-sonnet-4-5-20250929-v1:0\"}]}";

    private final CountDownLatch open = new CountDownLatch(1);
    private final Semaphore arrivals = new Semaphore(0);
    private final AtomicInteger asked = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    HeldProfiles() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(
                "/",
                exchange -> {
                    asked.incrementAndGet();
                    arrivals.release();
                    try {
                        open.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    byte[] body = PROFILE.getBytes(UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Waits until one more question has come. */
    void awaitQuestion() throws InterruptedException {
        arrivals.acquire();
    }

    int asked() {
        return asked.get();
    }

    /** Answers all questions, those to come included. */
    void answer() {
        open.countDown();
    }

    @Override
    public void close() {
        answer();
        server.stop(0);
        threads.close();
    }
}
