package dev.outcrop.local.internal.catalog;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The models of {@code models.txt}, in the order of their ids; read on first use. */
public final class Catalog {
    private static final Set<String> PROFILE_PREFIXES =
            Set.of("us", "us-gov", "eu", "apac", "au", "ca", "in", "jp", "sa", "global");

    private static final class Holder {
        static final Map<String, ModelFacts> MODELS = read();
    }

    private Catalog() {}

    public static Collection<ModelFacts> models() {
        return Holder.MODELS.values();
    }

    /** Returns the model of a bare id; null for one that is not listed. */
    public static @Nullable ModelFacts model(String id) {
        return Holder.MODELS.get(id);
    }

    /**
     * Returns the model behind an id, the id of an inference profile, or an ARN that ends in one of
     * these; null for one that is not listed, and for ARNs that name no model.
     */
    public static @Nullable ModelFacts behind(String modelId) {
        return model(bare(modelId));
    }

    /** Returns the model id without ARN and without the prefix of an inference profile. */
    public static String bare(String modelId) {
        String id = modelId.substring(modelId.lastIndexOf('/') + 1);
        int dot = id.indexOf('.');
        return dot > 0 && PROFILE_PREFIXES.contains(id.substring(0, dot))
                ? id.substring(dot + 1)
                : id;
    }

    private static Map<String, ModelFacts> read() {
        try (InputStream in = Catalog.class.getResourceAsStream("models.txt")) {
            String text =
                    new String(
                            Objects.requireNonNull(in, "models.txt").readAllBytes(),
                            StandardCharsets.UTF_8);
            var models = new LinkedHashMap<String, ModelFacts>();
            text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Catalog::parse)
                    .forEach(model -> models.put(model.id(), model));
            return Collections.unmodifiableMap(models);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ModelFacts parse(String line) {
        List<String> parts = List.of(line.split("\\|", -1));
        return new ModelFacts(
                parts.get(0),
                parts.get(1),
                list(parts.get(2)),
                list(parts.get(3)),
                number(parts.get(4)),
                number(parts.get(5)),
                list(parts.get(6)),
                !parts.get(7).equals("profile"));
    }

    private static List<String> list(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
    }

    private static int number(String text) {
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }
}
