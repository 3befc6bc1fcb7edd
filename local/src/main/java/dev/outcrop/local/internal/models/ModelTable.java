package dev.outcrop.local.internal.models;

import java.util.ArrayList;
import java.util.List;

/**
 * One rule for all models: a value for those without a row, and rows, of which later ones take
 * precedence.
 *
 * @param <T> what is known of a model
 */
public final class ModelTable<T> {
    /**
     * A row.
     *
     * @param evidence where the value was recorded or reported
     * @param <T> what is known of a model
     */
    record Row<T>(Scope models, T value, String evidence) {}

    private final T others;
    private final List<Row<T>> rows;

    private ModelTable(T others, List<Row<T>> rows) {
        this.others = others;
        this.rows = rows;
    }

    static <T> ModelTable<T> of(T others) {
        return new ModelTable<>(others, List.of());
    }

    ModelTable<T> with(Scope models, T value, String evidence) {
        var more = new ArrayList<>(rows);
        more.add(new Row<>(models, value, evidence));
        return new ModelTable<>(others, List.copyOf(more));
    }

    List<Row<T>> rows() {
        return rows;
    }

    /** Returns the value for a model. */
    public T of(ModelName model) {
        for (Row<T> row : rows.reversed()) {
            if (row.models().contains(model)) {
                return row.value();
            }
        }
        return others;
    }
}
