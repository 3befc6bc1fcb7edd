package dev.outcrop.peers.samples;

import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs samples one after the other, in a process whose environment leads to the local Bedrock. Each
 * has classes of its own, those of {@code Names} too.
 */
public final class SampleRunner {
    private SampleRunner() {}

    /**
     * The first argument is a folder for the results; then for each sample its kind, its class, and
     * the folders of its classes. The result is a file with the number of the sample, from 0 on,
     * empty if it went well.
     */
    public static void main(String[] args) throws Exception {
        Path results = Path.of(args[0]);
        for (int i = 1; i < args.length; i += 3) {
            String failure = run(Sample.Kind.valueOf(args[i]), args[i + 1], args[i + 2]);
            Files.writeString(results.resolve(String.valueOf(i / 3)), failure);
        }
        System.exit(0); // samples may leave an emulator open
    }

    private static String run(Sample.Kind kind, String className, String classPath) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (var loader = new URLClassLoader(urls(classPath))) {
            thread.setContextClassLoader(loader);
            Class<?> sample = loader.loadClass(className);
            if (kind == Sample.Kind.TEST) {
                runTests(sample);
            } else {
                Method main = sample.getDeclaredMethod("main", String[].class);
                main.setAccessible(true);
                main.invoke(null, (Object) new String[0]);
            }
            return "";
        } catch (InvocationTargetException e) {
            return trace(e.getCause());
        } catch (Throwable e) {
            return trace(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static void runTests(Class<?> type) {
        var listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(type))
                                .build(),
                        listener);
        var summary = listener.getSummary();
        summary.getFailures()
                .forEach(
                        failure -> {
                            throw new AssertionError(failure.getException());
                        });
        if (summary.getTestsSucceededCount() == 0) {
            throw new AssertionError("no test ran");
        }
    }

    private static URL[] urls(String classPath) throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String folder : classPath.split(File.pathSeparator, -1)) {
            urls.add(Path.of(folder).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    private static String trace(Throwable e) {
        var text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
