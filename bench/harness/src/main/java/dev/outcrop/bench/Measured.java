package dev.outcrop.bench;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The process that is measured: one client, one scenario. Its figures are the last line on stdout,
 * {@code name=value} each.
 */
public final class Measured {
    private Measured() {}

    /**
     * Runs one scenario.
     *
     * @param args the class of the client, the address of the stub, the scenario, and {@code
     *     name=value} settings of it
     */
    public static void main(String[] args) throws Exception {
        var settings = new HashMap<String, String>();
        for (int i = 3; i < args.length; i++) {
            int at = args[i].indexOf('=');
            settings.put(args[i].substring(0, at), args[i].substring(at + 1));
        }
        Client client =
                Class.forName(args[0])
                        .asSubclass(Client.class)
                        .getConstructor(URI.class)
                        .newInstance(URI.create(args[1]));
        switch (args[2]) {
            case "cold" -> cold(client, settings);
            case "call" -> Steady.calls(client, settings);
            case "events" -> Steady.events(client, settings);
            case "paced" -> Paced.run(client, settings);
            case "live" -> Paced.live(client, settings);
            case "loss" -> Loss.run(client, settings);
            default -> throw new IllegalArgumentException("no such scenario: " + args[2]);
        }
        System.exit(0);
    }

    /** Ends as soon as the answer, or its first words, are there. */
    private static void cold(Client client, Map<String, String> settings) throws Exception {
        if (settings.containsKey("stream")) {
            client.stream("stub-burst-40", length -> done());
        } else if (client.call("stub-call") != 1_304) {
            throw new IllegalStateException("the answer has another length");
        }
        done();
    }

    private static void done() {
        System.out.println(process());
        System.out.flush();
        if (System.getProperty("bench.exit") != null) {
            System.exit(0);
        }
        Runtime.getRuntime().halt(0);
    }

    /** What the kernel says of this process; asking the JVM would load more than is measured. */
    static String process() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            String rss = "0";
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmHWM:")) {
                    rss = line.replaceAll("\\D", "");
                }
            }
            return "cpu_ms=" + ticks * 10 + " rss_kib=" + rss;
        } catch (java.io.IOException e) {
            return "cpu_ms=0 rss_kib=0";
        }
    }
}
