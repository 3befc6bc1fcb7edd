package dev.outcrop;

import com.tngtech.archunit.thirdparty.org.objectweb.asm.Handle;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.Label;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.MethodVisitor;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.Opcodes;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.Type;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Reads the calls of one method, and which of them are made while it holds a monitor. */
final class MethodScan extends MethodVisitor {
    /** They hold a monitor while they call the function, where the map is a concurrent one. */
    private static final Set<String> LOCKING =
            Set.of("compute", "computeIfAbsent", "computeIfPresent", "merge");

    /** Functions of these types are made for later, and for other threads. */
    private static final Set<String> FOR_LATER =
            Set.of("java/lang/Runnable", "java/util/concurrent/Callable");

    private final boolean isSynchronized;
    private final Consumer<MonitorScan.Code> done;
    private final String owner;
    private final String signature;
    private final Map<Label, Integer> labels = new HashMap<>();
    private final List<Label[]> handlers = new ArrayList<>();
    private final List<Integer> exits = new ArrayList<>();
    private final TreeMap<Integer, MonitorScan.Call> calls = new TreeMap<>();
    private final List<MonitorScan.Call> locked = new ArrayList<>();
    private int position;

    MethodScan(
            boolean isSynchronized,
            Consumer<MonitorScan.Code> done,
            String owner,
            String signature) {
        super(Opcodes.ASM9);
        this.isSynchronized = isSynchronized;
        this.done = done;
        this.owner = owner;
        this.signature = signature;
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
        if (type == null) {
            handlers.add(new Label[] {start, end, handler});
        }
    }

    @Override
    public void visitLabel(Label label) {
        labels.put(label, position);
    }

    @Override
    public void visitInsn(int opcode) {
        position++;
        if (opcode == Opcodes.MONITOREXIT) {
            exits.add(position);
        }
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        position++;
    }

    @Override
    public void visitMethodInsn(
            int opcode, String owner, String name, String type, boolean isInterface) {
        position++;
        if (LOCKING.contains(name) && owner.startsWith("java/util/") && owner.endsWith("Map")) {
            Map.Entry<Integer, MonitorScan.Call> function = calls.lastEntry();
            if (function != null && function.getKey() == position - 1) {
                locked.add(function.getValue());
            }
        }
        calls.put(position, new MonitorScan.Call(owner, name, name + type));
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String type, Handle maker, Object... given) {
        position++;
        if (FOR_LATER.contains(Type.getReturnType(type).getInternalName())) {
            return;
        }
        for (Object one : given) {
            if (one instanceof Handle made) {
                calls.put(
                        position,
                        new MonitorScan.Call(
                                made.getOwner(), made.getName(), made.getName() + made.getDesc()));
            }
        }
    }

    @Override
    public void visitEnd() {
        var held = new ArrayList<>(locked);
        calls.forEach(
                (at, call) -> {
                    if (isSynchronized || isInBlock(at)) {
                        held.add(call);
                    }
                });
        done.accept(new MonitorScan.Code(owner, signature, List.copyOf(calls.values()), held));
    }

    /** What a compiler guards with a handler that leaves the monitor is in a synchronized block. */
    private boolean isInBlock(int at) {
        for (Label[] block : handlers) {
            int handler = at(block[2]);
            boolean leaves = exits.stream().anyMatch(exit -> exit > handler && exit <= handler + 4);
            if (leaves && at > at(block[0]) && at <= at(block[1])) {
                return true;
            }
        }
        return false;
    }

    private int at(Label label) {
        return Objects.requireNonNull(labels.get(label));
    }
}
