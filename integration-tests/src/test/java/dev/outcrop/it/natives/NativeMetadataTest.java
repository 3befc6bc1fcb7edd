package dev.outcrop.it.natives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.Bedrock;
import dev.outcrop.json.Json;
import dev.outcrop.local.LocalBedrock;

import org.junit.jupiter.api.Test;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What native images have to be told: each use of reflection and of resources in the class files is
 * in the metadata, or is about the program's own classes.
 */
class NativeMetadataTest {
    private static final Pattern REFLECTIVE =
            Pattern.compile(
                    "java/lang/Class\\.(?:forName|newInstance|getResource\\w*|getDeclared\\w+"
                            + "|getMethods?|getFields?|getConstructors?|getRecordComponents"
                            + "|getPermittedSubclasses|getEnumConstants)"
                            + "|java/lang/(?:ClassLoader|Module)\\.(?:getResource\\w*|loadClass)"
                            + "|java/util/ServiceLoader\\.load\\w*"
                            + "|java/util/ResourceBundle\\.getBundle"
                            + "|java/lang/reflect/Proxy\\.newProxyInstance"
                            + "|java/lang/invoke/MethodHandles\\$Lookup\\.(?:find|unreflect)\\w*"
                            + "|java/util/concurrent/atomic/Atomic\\w+FieldUpdater\\.newUpdater");

    /** Read records, enums and tool methods of the program, which registers them. */
    private static final Set<String> OF_THE_PROGRAM =
            Set.of(
                    "dev/outcrop/schema/ClassReflection",
                    "dev/outcrop/schema/ObjectType",
                    "dev/outcrop/schema/TypeShapes",
                    "dev/outcrop/schema/Variants",
                    "dev/outcrop/tool/ToolMethods",
                    "dev/outcrop/local/junit/StartedBedrock");

    /** In the metadata. */
    private static final Map<String, String> IN_METADATA =
            Map.ofEntries(
                    Map.entry("dev/outcrop/batch/ProgressBar", "java.io.Console#isTerminal"),
                    Map.entry("dev/outcrop/catalog/CatalogFile", "dev/outcrop/catalog/models.json"),
                    Map.entry("dev/outcrop/internal/chat/EchoOutput", "java.io.Console#isTerminal"),
                    Map.entry(
                            "dev/harrel/jsonschema/MessageProvider",
                            "dev.harrel.jsonschema.messages"),
                    Map.entry("dev/harrel/jsonschema/SpecificationVersion", "*.json"),
                    Map.entry(
                            "dev/outcrop/local/internal/catalog/Catalog",
                            "dev/outcrop/local/internal/catalog/models.txt"),
                    Map.entry(
                            "dev/outcrop/local/internal/catalog/RegionTable",
                            "dev/outcrop/local/internal/catalog/regions.txt"),
                    Map.entry(
                            "dev/outcrop/local/internal/guardrail/Phrases",
                            "dev/outcrop/local/internal/guardrail/phrases.txt"),
                    Map.entry(
                            "dev/outcrop/local/internal/http/Certificate",
                            "dev/outcrop/local/internal/http/test-certificate.p12"),
                    Map.entry(
                            "dev/outcrop/local/internal/validation/ShapeTable",
                            "dev/outcrop/local/internal/validation/shapes.txt"));

    /** Native images find services themselves. */
    private static final Set<String> SERVICES =
            Set.of("dev/outcrop/local/internal/http/LoggingSetup");

    /** Of HttpCore, and called by no class of Outcrop or only in other kinds of clients. */
    private static final Set<String> UNUSED =
            Set.of(
                    "org/apache/hc/core5/io/SocketSupport",
                    "org/apache/hc/core5/reactor/SingleCoreIOReactor",
                    "org/apache/hc/core5/util/ReflectionUtils",
                    "org/apache/hc/core5/util/VersionInfo");

    private static Map<String, byte[]> core() throws Exception {
        return ClassFiles.of(Bedrock.class, "json-schema", "httpcore5");
    }

    private static Map<String, byte[]> local() throws Exception {
        return ClassFiles.of(LocalBedrock.class);
    }

    /** The libraries' own names, which the published jar changes. */
    private static String original(String name) {
        return name.replace("dev/outcrop/internal/shaded/jsonschema", "dev/harrel/jsonschema")
                .replace("dev/outcrop/internal/shaded/httpcore", "org/apache/hc/core5");
    }

    private static Map<String, Set<String>> reflective(Map<String, byte[]> files) throws Exception {
        var found = new TreeMap<String, Set<String>>();
        for (var file : files.entrySet()) {
            if (file.getKey().endsWith(".class") && !file.getKey().endsWith("-info.class")) {
                Set<String> calls =
                        ConstantPool.of(file.getValue()).calls().stream()
                                .filter(call -> REFLECTIVE.matcher(call).matches())
                                .collect(Collectors.toCollection(TreeSet::new));
                if (!calls.isEmpty()) {
                    String name = original(file.getKey().replaceFirst("\\.class$", ""));
                    found.put(name, calls);
                }
            }
        }
        return found;
    }

    @Test
    void eachReflectiveCallIsKnown() throws Exception {
        Set<String> found = new TreeSet<>();
        found.addAll(reflective(core()).keySet());
        found.addAll(reflective(local()).keySet());
        found.removeAll(UNUSED);

        Set<String> known = new TreeSet<>(IN_METADATA.keySet());
        known.addAll(OF_THE_PROGRAM);
        known.addAll(SERVICES);
        assertThat(found).isEqualTo(known);
    }

    @Test
    void noClassOfOutcropCallsWhatIsUnused() throws Exception {
        for (var file : core().entrySet()) {
            if (file.getKey().startsWith("dev/outcrop/") && file.getKey().endsWith(".class")) {
                if (!file.getKey().contains("/shaded/")) {
                    for (String call : ConstantPool.of(file.getValue()).calls()) {
                        String owner = original(call.substring(0, call.lastIndexOf('.')));
                        assertThat(UNUSED).as(file.getKey()).doesNotContain(owner);
                    }
                }
            }
        }
    }

    @Test
    void theMetadataOfCoreIsWhatItsClassesUse() throws Exception {
        Map<String, byte[]> files = core();
        Json.Obj metadata = metadata(files, "outcrop");

        Json.Obj console = (Json.Obj) metadata.array("reflection").getFirst();
        assertThat(metadata.array("reflection")).hasSize(1);
        assertThat(console.string("type")).isEqualTo("java.io.Console");
        assertThat(console.array("methods").toString()).contains("\"isTerminal\"");
        assertThat(strings(files, "dev/outcrop/internal/chat/EchoOutput")).contains("isTerminal");
        assertThat(strings(files, "dev/outcrop/catalog/CatalogFile")).contains("models.json");
        assertThat(globs(metadata)).contains("dev/outcrop/catalog/models.json");
        assertEachGlobHasAFile(metadata, files);
        for (String name : strings(files, "dev/harrel/jsonschema/SpecificationVersion")) {
            if (name.endsWith(".json") && name.startsWith("/")) {
                assertThat(isCovered(metadata, published(name.substring(1)))).as(name).isTrue();
            }
        }
        assertThat(metadata.array("resources").toString())
                .contains("\"bundle\":\"dev.outcrop.internal.shaded.jsonschema.messages\"");
    }

    @Test
    void theMetadataOfTheEmulatorIsWhatItsClassesUse() throws Exception {
        Map<String, byte[]> files = local();
        Json.Obj metadata = metadata(files, "outcrop-local");

        assertThat(globs(metadata))
                .isEqualTo(
                        IN_METADATA.entrySet().stream()
                                .filter(use -> use.getKey().startsWith("dev/outcrop/local/"))
                                .map(Map.Entry::getValue)
                                .collect(Collectors.toSet()));
        for (String glob : globs(metadata)) {
            String owner =
                    IN_METADATA.entrySet().stream()
                            .filter(use -> use.getValue().equals(glob))
                            .map(Map.Entry::getKey)
                            .findFirst()
                            .orElseThrow();
            assertThat(strings(files, owner)).contains(glob.replaceFirst(".*/", ""));
        }
        assertEachGlobHasAFile(metadata, files);
    }

    private static Json.Obj metadata(Map<String, byte[]> files, String artifact) {
        byte[] json =
                files.get(
                        "META-INF/native-image/dev.outcrop/"
                                + artifact
                                + "/reachability-metadata.json");
        assertThat(json).as("metadata of " + artifact).isNotNull();
        return (Json.Obj) Json.parse(json);
    }

    private static Set<String> strings(Map<String, byte[]> files, String type) throws Exception {
        for (var file : files.entrySet()) {
            if (original(file.getKey()).equals(type + ".class")) {
                return ConstantPool.of(file.getValue()).strings();
            }
        }
        throw new AssertionError("no class " + type);
    }

    private static Set<String> globs(Json.Obj metadata) {
        var globs = new TreeSet<String>();
        for (Json element : metadata.array("resources")) {
            String glob = ((Json.Obj) element).string("glob");
            if (glob != null) {
                globs.add(glob);
            }
        }
        return globs;
    }

    private static boolean isCovered(Json.Obj metadata, String name) {
        return globs(metadata).stream()
                .anyMatch(
                        glob ->
                                FileSystems.getDefault()
                                        .getPathMatcher("glob:" + glob)
                                        .matches(Path.of(name)));
    }

    private static void assertEachGlobHasAFile(Json.Obj metadata, Map<String, byte[]> files) {
        for (String glob : globs(metadata)) {
            var matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
            assertThat(files.keySet())
                    .as(glob)
                    .anyMatch(name -> matcher.matches(Path.of(published(name))));
        }
    }

    /** The name in the published jar; the newest draft is in the root of json-schema's jar. */
    private static String published(String name) {
        String inPackage = name.startsWith("draft2020-12") ? "dev/harrel/jsonschema/" + name : name;
        return inPackage.replace("dev/harrel/jsonschema", "dev/outcrop/internal/shaded/jsonschema");
    }
}
