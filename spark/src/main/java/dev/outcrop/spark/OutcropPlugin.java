package dev.outcrop.spark;

import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * Shares limits per minute among the executors that ask at the moment, over Spark's own connection
 * to the driver. Set {@code spark.plugins=dev.outcrop.spark.OutcropPlugin} when the application is
 * submitted. Without it, each executor has the same part, also while some have nothing to ask.
 */
public final class OutcropPlugin implements SparkPlugin {
    private static volatile boolean onDriver;
    private static volatile @Nullable PluginContext executor;

    /** Called by Spark. */
    public OutcropPlugin() {}

    static boolean isOnDriver() {
        return onDriver;
    }

    /**
     * Tells the driver that this executor has rows of a data set to ask, and returns how many
     * executors have; 0 if the plugin is not set.
     */
    static int report(String job) {
        PluginContext context = executor;
        if (context == null) {
            return 0;
        }
        try {
            return context.ask(job + "\n" + context.executorID()) instanceof Integer number
                    ? number
                    : 0;
        } catch (Exception e) { // the driver is busy or ends; the part stays as it is
            return 0;
        }
    }

    @Override
    public DriverPlugin driverPlugin() {
        return new DriverPlugin() {
            private final ActiveExecutors active = new ActiveExecutors(System::nanoTime);

            @Override
            public Map<String, String> init(SparkContext context, PluginContext plugin) {
                onDriver = true;
                return Map.of();
            }

            @Override
            public Object receive(Object message) {
                String[] parts = message.toString().split("\n", 2);
                return active.report(parts[0], parts[parts.length - 1]);
            }

            @Override
            public void shutdown() {
                onDriver = false;
            }
        };
    }

    @Override
    public ExecutorPlugin executorPlugin() {
        return new ExecutorPlugin() {
            @Override
            public void init(PluginContext context, Map<String, String> extra) {
                executor = context;
            }

            @Override
            public void shutdown() {
                executor = null;
            }
        };
    }
}
