package dev.outcrop.peers.samples;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;

import dev.outcrop.peers.samples.SampleCompiler.Source;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import javax.tools.ToolProvider;

/** Counts statements, those in types and lambdas too. Blocks and variables of headers are none. */
final class Statements extends TreeScanner<@Nullable Void, Boolean> {
    private int count;

    private Statements() {}

    static int count(String statements) {
        var source =
                new Source("", "Counted", "class Counted { void counted() {" + statements + "}}");
        var task =
                (JavacTask)
                        ToolProvider.getSystemJavaCompiler()
                                .getTask(null, null, null, null, null, List.of(source));
        var counter = new Statements();
        try {
            for (CompilationUnitTree unit : task.parse()) {
                counter.scan(unit, true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return counter.count - 1; // the class around them
    }

    @Override
    public @Nullable Void scan(@Nullable Tree tree, Boolean counts) {
        if (tree instanceof StatementTree && !(tree instanceof BlockTree) && counts) {
            count++;
        }
        return super.scan(tree, counts);
    }

    /** Parameters are variables, but no statements. */
    @Override
    public @Nullable Void visitMethod(MethodTree method, Boolean counts) {
        return scan(method.getBody(), counts);
    }

    @Override
    public @Nullable Void visitLambdaExpression(LambdaExpressionTree lambda, Boolean counts) {
        return scan(lambda.getBody(), counts);
    }

    /** Neither are components of a record. */
    @Override
    public @Nullable Void visitClass(ClassTree type, Boolean counts) {
        for (Tree member : type.getMembers()) {
            if (!(member instanceof VariableTree)) {
                scan(member, counts);
            }
        }
        return null;
    }

    @Override
    public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree loop, Boolean counts) {
        scan(loop.getExpression(), counts);
        return scan(loop.getStatement(), counts);
    }

    @Override
    public @Nullable Void visitTry(TryTree attempt, Boolean counts) {
        scan(attempt.getBlock(), counts);
        scan(attempt.getCatches(), counts);
        return scan(attempt.getFinallyBlock(), counts);
    }
}
