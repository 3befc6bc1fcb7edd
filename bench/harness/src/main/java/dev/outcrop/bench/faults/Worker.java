package dev.outcrop.bench.faults;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The process of one client. It is told on stdin to open a client, to ask, and to close it; it says
 * on stdout what the user saw, and ends when stdin does.
 */
public final class Worker {
    private final String type;
    private final PrintStream out;
    private final Map<Integer, FaultClient> clients = new ConcurrentHashMap<>();

    private Worker(String type, PrintStream out) {
        this.type = type;
        this.out = out;
    }

    /**
     * Runs until stdin ends.
     *
     * @param args the class of the client
     */
    public static void main(String[] args) throws Exception {
        var worker = new Worker(args[0], System.out);
        System.setOut(System.err); // what a client prints is no signal
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            worker.obey(line.split(" "));
        }
        System.exit(0);
    }

    private void obey(String[] words) throws Exception {
        int trial = Integer.parseInt(words[1]);
        switch (words[0]) {
            case "open" -> clients.put(trial, open(words));
            case "ask" -> ask(trial, words);
            case "close" -> Thread.ofPlatform().daemon().start(() -> close(trial));
            default -> throw new IllegalArgumentException(words[0]);
        }
    }

    private FaultClient open(String[] words) throws Exception {
        return Class.forName(type)
                .asSubclass(FaultClient.class)
                .getConstructor(URI.class, Limits.class)
                .newInstance(
                        URI.create(words[2]), new Limits(duration(words[3]), duration(words[4])));
    }

    private static Duration duration(String word) {
        return word.equals("-") ? null : Duration.parse(word);
    }

    private void ask(int trial, String[] words) {
        FaultClient client = clients.get(trial);
        int caller = Integer.parseInt(words[2]);
        var mode = CallMode.valueOf(words[3]);
        var ask = Ask.of(caller, Boolean.parseBoolean(words[4]));
        var to = new Listener(trial, caller, Boolean.parseBoolean(words[5]), out);
        Thread.ofPlatform().daemon().start(() -> ask(client, mode, ask, to));
    }

    private static void ask(FaultClient client, CallMode mode, Ask ask, Listener to) {
        try {
            switch (mode) {
                case CALL -> client.call(ask, to);
                case STREAM -> client.stream(ask, to);
                case CANCEL -> client.cancel(ask, to);
                case TALK_CALLS -> client.talk(ask, ask, false, to);
                case TALK_STREAMS -> client.talk(ask, ask, true, to);
            }
        } catch (NotOffered e) {
            to.skipped(e.getMessage());
        } catch (Throwable e) {
            to.failed(e);
        }
    }

    private void close(int trial) {
        try {
            clients.remove(trial).close();
        } catch (Exception e) {
            System.err.println("closing: " + e);
        }
    }
}
