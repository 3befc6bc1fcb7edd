package dev.outcrop.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.cli.Cli;
import dev.outcrop.local.LocalBedrock;
import dev.outcrop.local.engine.Pacing;
import dev.outcrop.local.engine.Quotas;
import dev.outcrop.local.script.Fault;
import dev.outcrop.local.script.Faults;
import dev.outcrop.local.script.JobFault;
import dev.outcrop.local.script.Scripted;
import dev.outcrop.local.wire.Event;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Java, the command, the config file and the documentation have the same settings. */
class LocalSettingsTest {
    @TempDir Path home;

    @Test
    void everySettingOfJavaHasAnOptionAndAKey() {
        assertThat(inJava()).isEqualTo(inTheTable());
    }

    private static Set<String> inTheTable() {
        return LocalSettings.all().stream()
                .flatMap(setting -> setting.java().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What returns the builder again configures it; what else there is starts it. */
    private static Set<String> inJava() {
        var all = new TreeSet<String>();
        for (Method method : LocalBedrock.Builder.class.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers())
                    && method.getReturnType() == LocalBedrock.Builder.class) {
                all.add(method.getName());
            }
        }
        for (Class<?> type : List.of(Quotas.class, Pacing.class)) {
            for (RecordComponent component : type.getRecordComponents()) {
                all.add(type.getSimpleName() + "." + component.getName());
            }
        }
        for (Method method : Faults.class.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers()) && method.getParameterCount() > 0) {
                all.add("Faults." + method.getName());
            }
        }
        return all;
    }

    @Test
    void everyFaultThatNeedsNoStreamHasAName() {
        List<String> named =
                FaultSpec.KINDS.stream()
                        .map(FaultSpec.Kind::java)
                        .filter(name -> name.startsWith("Fault."))
                        .filter(name -> !name.equals("Fault.exception"))
                        .toList();

        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Fault.class.getDeclaredMethods())
                                .filter(method -> Modifier.isPublic(method.getModifiers()))
                                .filter(LocalSettingsTest::needsNoStream)
                                .map(method -> "Fault." + method.getName())
                                .toList());
    }

    private static boolean needsNoStream(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .noneMatch(type -> type == Scripted.Steps.class || type == Event.class);
    }

    @Test
    void everyFaultCanBeMade() {
        for (FaultSpec.Kind kind : FaultSpec.KINDS) {
            var plain = new SettingValue("--fault", List.of(kind.name()));
            assertThat(FaultSpec.parse(plain)).isNotNull();
            if (!kind.argument().isEmpty()) {
                String text = kind.name() + ":" + kind.argument();
                assertThat(FaultSpec.parse(new SettingValue("--fault", List.of(text)))).isNotNull();
            }
        }
    }

    @Test
    void everyFaultOfAJobHasAName() {
        assertThat(jobFault("none")).isEqualTo(new JobFault.None());
        assertThat(jobFault("invalid")).isInstanceOf(JobFault.Invalid.class);
        assertThat(jobFault("expired")).isEqualTo(new JobFault.Expired(10));
        assertThat(jobFault("expired:0")).isEqualTo(new JobFault.Expired(0));
        assertThat(jobFault("failed-records:7"))
                .isInstanceOfSatisfying(
                        JobFault.FailedRecords.class,
                        fault -> assertThat(fault.every()).isEqualTo(7));
    }

    private static JobFault jobFault(String text) {
        return JobFaultSpec.parse(new SettingValue("--job-fault", List.of(text)));
    }

    @Test
    void theHelpShowsEachOption() {
        String help = new Cli(home).run("help", "local").out();

        for (LocalSetting setting : LocalSettings.all()) {
            String shown = setting.option() + (setting.isSwitch() ? "" : "=" + setting.label());
            assertThat(help).contains(shown);
        }
        assertThat(help).contains("--config=FILE.json").doesNotContain("${");
    }

    @Test
    void theDocumentationListsEachSetting() throws Exception {
        String page = Files.readString(Path.of("../docs/local-settings.md"));

        var missing = new ArrayList<String>();
        for (LocalSetting setting : LocalSettings.all()) {
            if (!page.contains("| `" + setting.name() + "` |")) {
                missing.add(setting.name());
            }
        }
        assertThat(missing).isEmpty();
    }
}
