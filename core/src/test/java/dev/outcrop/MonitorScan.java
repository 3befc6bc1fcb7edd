package dev.outcrop;

import com.tngtech.archunit.thirdparty.org.objectweb.asm.ClassReader;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.ClassVisitor;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.MethodVisitor;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.Opcodes;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Finds in class files what is called while a monitor is held: in synchronized methods and blocks,
 * in functions given to maps that hold one while they call it, and in what those call in turn.
 */
final class MonitorScan {
    private static final int API = Opcodes.ASM9;
    private static final int DEEPEST = 12;

    /** A method, and what of it is called while it holds a monitor itself. */
    record Code(String owner, String signature, List<Call> calls, List<Call> held) {}

    /** A call, or a function made for one. */
    record Call(String owner, String name, String signature) {
        @Override
        public String toString() {
            return owner.replace('/', '.') + "." + name;
        }
    }

    private final Map<String, Code> methods = new HashMap<>();
    private final Map<String, List<String>> parents = new HashMap<>();
    private final Map<String, Set<String>> children = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    void add(byte[] classFile) {
        var reader = new ClassReader(classFile);
        String name = reader.getClassName();
        var above = new ArrayList<>(List.of(reader.getInterfaces()));
        if (reader.getSuperName() != null) {
            above.add(reader.getSuperName());
        }
        parents.put(name, above);
        above.forEach(one -> children.computeIfAbsent(one, key -> new TreeSet<>()).add(name));
        var visitor = new ClassScan(name);
        reader.accept(visitor, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        if (visitor.isOpen) {
            open.add(name);
        }
    }

    void add(Class<?> type) throws IOException {
        String name = type.getName();
        String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
        try (var in = Objects.requireNonNull(type.getResourceAsStream(file))) {
            add(in.readAllBytes());
        }
    }

    /** Public interfaces that any class may implement. */
    Set<String> openInterfaces() {
        return Set.copyOf(open);
    }

    /**
     * One line for each way from a held monitor to a call that must not be made there.
     *
     * @param isForbidden whether a call is one
     */
    List<String> found(Predicate<Call> isForbidden) {
        var lines = new TreeSet<String>();
        methods.forEach(
                (name, code) -> {
                    if (!code.held().isEmpty()) {
                        search(name, code.held(), isForbidden, lines);
                    }
                });
        return List.copyOf(lines);
    }

    /** Breadth first, so that the shortest way is the one that is shown. */
    private void search(
            String from, List<Call> held, Predicate<Call> isForbidden, Set<String> lines) {
        record Step(List<Call> calls, String path, int depth) {}
        var seen = new HashSet<String>();
        Deque<Step> steps = new ArrayDeque<>(List.of(new Step(held, from, 0)));
        while (!steps.isEmpty()) {
            Step step = steps.removeFirst();
            for (Call call : step.calls()) {
                if (isForbidden.test(call)) {
                    lines.add(step.path() + " -> " + call);
                    continue;
                }
                for (String target : targets(call)) {
                    if (step.depth() < DEEPEST && seen.add(target)) {
                        Code code = Objects.requireNonNull(methods.get(target));
                        steps.add(
                                new Step(
                                        code.calls(),
                                        step.path() + " -> " + target,
                                        step.depth() + 1));
                    }
                }
            }
        }
    }

    /** The methods of scanned classes that a call may reach. */
    private Set<String> targets(Call call) {
        var targets = new TreeSet<String>();
        for (String owner = call.owner(); owner != null; owner = superOf(owner)) {
            if (methods.containsKey(owner + "." + call.signature())) {
                targets.add(owner + "." + call.signature());
                break;
            }
        }
        if (parents.containsKey(call.owner()) && !call.name().equals("<init>")) {
            var below = new ArrayDeque<>(children.getOrDefault(call.owner(), Set.of()));
            while (!below.isEmpty()) {
                String owner = below.removeFirst();
                below.addAll(children.getOrDefault(owner, Set.of()));
                if (methods.containsKey(owner + "." + call.signature())) {
                    targets.add(owner + "." + call.signature());
                }
            }
        }
        return targets;
    }

    private @Nullable String superOf(String owner) {
        List<String> above = parents.get(owner);
        return above == null || above.isEmpty() ? null : above.getLast();
    }

    private final class ClassScan extends ClassVisitor {
        private final String name;
        private boolean isOpen;

        ClassScan(String name) {
            super(API);
            this.name = name;
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                String signature,
                String above,
                String[] interfaces) {
            isOpen = has(access, Opcodes.ACC_INTERFACE) && has(access, Opcodes.ACC_PUBLIC);
        }

        @Override
        public void visitPermittedSubclass(String permitted) {
            isOpen = false;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String method, String type, String signature, String[] thrown) {
            return new MethodScan(
                    has(access, Opcodes.ACC_SYNCHRONIZED),
                    code -> methods.put(name + "." + method + type, code),
                    name,
                    method + type);
        }

        private static boolean has(int access, int flag) {
            return (access & flag) != 0;
        }
    }
}
