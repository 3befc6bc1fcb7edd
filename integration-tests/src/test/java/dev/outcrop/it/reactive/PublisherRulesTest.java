package dev.outcrop.it.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.outcrop.Bedrock;
import dev.outcrop.message.Content;
import dev.outcrop.message.Message;
import dev.outcrop.message.StreamEvent;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.testng.SkipException;
import org.testng.annotations.Test;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The publishers keep the rules of Reactive Streams. Its compatibility kit is made for TestNG; its
 * tests are methods, and run here as any others.
 *
 * @see <a href="https://github.com/reactive-streams/reactive-streams-jvm/tree/master/tck">The
 *     Reactive Streams TCK</a>
 */
@Timeout(600)
@Tag("thorough")
class PublisherRulesTest {
    private static final String MODEL = "us.amazon.nova-lite-v1:0";

    /**
     * Rules for several subscribers at once, and no duty; a chat answers one question at a time.
     */
    private static final String SEVERAL_SUBSCRIBERS = "optional_spec111_";

    @TestFactory
    Stream<DynamicTest> aModelsPublisherKeepsTheRules() {
        return rules(name -> true, bedrock -> bedrock.model(MODEL).publish(Message.user("Hi")));
    }

    @TestFactory
    Stream<DynamicTest> aChatsPublisherKeepsTheRules() {
        return rules(
                name -> !name.startsWith(SEVERAL_SUBSCRIBERS),
                bedrock -> bedrock.chat(MODEL).open().publish(Content.text("Hi")));
    }

    private static Stream<DynamicTest> rules(
            Predicate<String> which, Function<Bedrock, Flow.Publisher<StreamEvent>> publish) {
        List<Method> tests =
                Stream.of(PublisherRules.class.getMethods())
                        .filter(method -> method.isAnnotationPresent(Test.class))
                        .sorted(Comparator.comparing(Method::getName))
                        .toList();
        assertThat(tests).hasSizeGreaterThan(30);
        return tests.stream()
                .filter(test -> which.test(test.getName()))
                .map(test -> dynamicTest(test.getName(), () -> run(test, publish)));
    }

    private static void run(Method test, Function<Bedrock, Flow.Publisher<StreamEvent>> publish)
            throws Throwable {
        try (var rules = new PublisherRules(publish)) {
            rules.setUp();
            test.invoke(rules);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SkipException skipped) {
                assertThat(mayBeSkipped(test.getName())).as(skipped.getMessage()).isTrue();
                Assumptions.abort(skipped.getMessage());
            }
            throw e.getCause();
        }
    }

    /** One asks for more events than an answer may have. */
    private static boolean mayBeSkipped(String name) {
        return name.startsWith("untested_")
                || name.startsWith("optional_")
                || name.equals("required_spec317_mustNotSignalOnErrorWhenPendingAboveLongMaxValue");
    }
}
