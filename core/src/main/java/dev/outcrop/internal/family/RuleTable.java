package dev.outcrop.internal.family;

import dev.outcrop.catalog.ModelFamily;
import dev.outcrop.catalog.ModelName;
import dev.outcrop.internal.BoundedMemo;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The rules of one kind for all models. A later row takes precedence, so rows go from the general
 * to the special: the safest rule for unknown models, then one of each family, then those that
 * begin with a version. A version that is not known has the newest rule of its family. Safe for any
 * number of threads.
 *
 * @param <T> the rule: a value without behaviour
 */
final class RuleTable<T> {
    private final String name;
    private final List<Rule<T>> rows;

    /** Each call looks several rules up, of the same few models. */
    private final BoundedMemo<Rule<T>> known = new BoundedMemo<>(id -> find(ModelName.of(id)));

    private final Map<ModelFamily, Rule<T>> ofFamilies = new ConcurrentHashMap<>();

    private RuleTable(String name, List<Rule<T>> rows) {
        this.name = name;
        this.rows = rows;
    }

    /**
     * @param name the name in the documentation
     * @param unknown the rule for models of no known family; the safest one
     */
    static <T> RuleTable<T> of(String name, T unknown, String evidence) {
        return new RuleTable<>(
                name, List.of(new Rule<>(Models.of(ModelFamily.UNKNOWN), unknown, evidence)));
    }

    /** Returns this table with one more row, which takes precedence. */
    RuleTable<T> with(Models models, T value, String evidence) {
        var all = new ArrayList<>(rows);
        all.add(new Rule<>(models, value, evidence));
        return new RuleTable<>(name, List.copyOf(all));
    }

    String name() {
        return name;
    }

    /** The rows, the general ones first. */
    List<Rule<T>> rows() {
        return rows;
    }

    /** Returns what applies to a model. */
    T of(ModelName model) {
        return row(model).value();
    }

    /** Returns the row that applies to a model. */
    Rule<T> row(ModelName model) {
        String base = model.base();
        if (base != null) {
            return model.told() == null ? known.of(base) : find(model);
        }
        Rule<T> row = ofFamilies.get(model.family());
        if (row == null) {
            row = find(model);
            ofFamilies.put(model.family(), row);
        }
        return row;
    }

    private Rule<T> find(ModelName model) {
        ModelVersion version = ModelVersion.of(model);
        for (Rule<T> row : rows.reversed()) {
            if (row.models().contains(version)) {
                return row;
            }
        }
        throw new IllegalStateException("no rule of " + name + " for " + model.family());
    }

    /** The families without a rule of their own; none, in a table that is complete. */
    Set<ModelFamily> missing() {
        var missing = EnumSet.allOf(ModelFamily.class);
        for (Rule<T> row : rows) {
            missing.removeIf(row.models()::isAllOf);
        }
        return missing;
    }
}
