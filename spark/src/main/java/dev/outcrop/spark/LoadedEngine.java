package dev.outcrop.spark;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Core in this process, in a class loader of its own, so that it meets no library of Spark. */
final class LoadedEngine implements Engines.Engine {
    private static final String NAME = "dev.outcrop.spark.engine.AnswerEngine";

    private final Function<String, CompletableFuture<String>> engine;

    private LoadedEngine(Function<String, CompletableFuture<String>> engine) {
        this.engine = engine;
    }

    @SuppressWarnings("unchecked") // AnswerEngine implements that
    static LoadedEngine load(List<Path> jars) {
        try {
            URL[] urls = new URL[jars.size()];
            for (int i = 0; i < urls.length; i++) {
                urls[i] = jars.get(i).toUri().toURL();
            }
            var loader = new URLClassLoader("outcrop", urls, ClassLoader.getPlatformClassLoader());
            Object engine = loader.loadClass(NAME).getConstructor().newInstance();
            return new LoadedEngine((Function<String, CompletableFuture<String>>) engine);
        } catch (ReflectiveOperationException | MalformedURLException e) {
            throw new IllegalStateException("Outcrop cannot be loaded", e);
        }
    }

    @Override
    public CompletableFuture<String> ask(ObjectNode request) {
        return engine.apply(request.toString());
    }
}
