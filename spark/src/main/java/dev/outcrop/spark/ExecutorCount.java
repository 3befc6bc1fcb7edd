package dev.outcrop.spark;

import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many executors share the limits of a data set, as far as the driver knows before. */
final class ExecutorCount {
    private static final Pattern LOCAL_CLUSTER =
            Pattern.compile("local-cluster\\[\\s*(\\d{1,6})\\s*,.*");

    private ExecutorCount() {}

    /**
     * Returns it; 0 if the plugin tells, or if there are no limits.
     *
     * @throws IllegalArgumentException if there are limits, and it is not known
     */
    static int of(AnswerOptions options, SparkContext context) {
        if (options.executors > 0) {
            return options.executors;
        }
        if (OutcropPlugin.isOnDriver()
                || (options.requestsPerMinute == 0 && options.tokensPerMinute == 0)) {
            return 0;
        }
        return of(context.master(), context.conf());
    }

    static int of(String master, SparkConf conf) {
        Matcher cluster = LOCAL_CLUSTER.matcher(master);
        if (cluster.matches()) {
            return Integer.parseInt(cluster.group(1));
        }
        if (master.startsWith("local")) {
            return 1;
        }
        boolean dynamic = conf.getBoolean("spark.dynamicAllocation.enabled", false);
        int known =
                conf.getInt(
                        dynamic
                                ? "spark.dynamicAllocation.maxExecutors"
                                : "spark.executor.instances",
                        0);
        if (known < 1 || known > 1_000_000) {
            throw new IllegalArgumentException(
                    "limits per minute are shared by all executors, and their number is not known;"
                            + " set spark.plugins=dev.outcrop.spark.OutcropPlugin, or"
                            + " withExecutors(most)");
        }
        return known;
    }
}
