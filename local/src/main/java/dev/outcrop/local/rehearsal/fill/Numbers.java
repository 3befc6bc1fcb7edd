package dev.outcrop.local.rehearsal.fill;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers within their limits. */
final class Numbers {
    private Numbers() {}

    static Json integer(Json.Obj schema, String name, PromptValues prompt) {
        BigDecimal value =
                prompt.number(name, n -> isWhole(n) && fits(n, schema))
                        .orElseGet(() -> smallest(schema, BigDecimal.ONE));
        return new Json.Num(value.setScale(0, RoundingMode.CEILING).toPlainString());
    }

    static Json number(Json.Obj schema, String name, PromptValues prompt) {
        BigDecimal half = new BigDecimal("0.5");
        BigDecimal value =
                prompt.number(name, n -> fits(n, schema)).orElseGet(() -> smallest(schema, half));
        return new Json.Num(value.toPlainString());
    }

    /** The first of 1, the limits and what lies between them that fits. */
    private static BigDecimal smallest(Json.Obj schema, BigDecimal step) {
        BigDecimal multiple = limit(schema, "multipleOf");
        if (multiple != null && multiple.signum() > 0) {
            BigDecimal from = from(schema, BigDecimal.ZERO);
            BigDecimal value = from.divide(multiple, 0, RoundingMode.CEILING).multiply(multiple);
            return fits(value, schema) ? value : value.add(multiple);
        }
        BigDecimal from = from(schema, BigDecimal.ONE);
        for (BigDecimal value : new BigDecimal[] {BigDecimal.ONE, from, from.add(step)}) {
            if (fits(value, schema)) {
                return value;
            }
        }
        BigDecimal most = to(schema);
        BigDecimal less = most.subtract(step);
        if (fits(most, schema)) {
            return most;
        }
        return fits(less, schema)
                ? less
                : from.add(most).divide(BigDecimal.TWO, 10, RoundingMode.HALF_UP);
    }

    private static BigDecimal from(Json.Obj schema, BigDecimal otherwise) {
        BigDecimal least = limit(schema, "minimum");
        BigDecimal above = limit(schema, "exclusiveMinimum");
        return least != null ? least : above != null ? above : otherwise;
    }

    private static BigDecimal to(Json.Obj schema) {
        BigDecimal most = limit(schema, "maximum");
        BigDecimal below = limit(schema, "exclusiveMaximum");
        return most != null ? most : below != null ? below : BigDecimal.ONE;
    }

    private static boolean fits(BigDecimal value, Json.Obj schema) {
        BigDecimal least = limit(schema, "minimum");
        BigDecimal above = limit(schema, "exclusiveMinimum");
        BigDecimal most = limit(schema, "maximum");
        BigDecimal below = limit(schema, "exclusiveMaximum");
        BigDecimal multiple = limit(schema, "multipleOf");
        return (least == null || value.compareTo(least) >= 0)
                && (above == null || value.compareTo(above) > 0)
                && (most == null || value.compareTo(most) <= 0)
                && (below == null || value.compareTo(below) < 0)
                && (multiple == null
                        || multiple.signum() <= 0
                        || value.remainder(multiple).signum() == 0);
    }

    private static @Nullable BigDecimal limit(Json.Obj schema, String name) {
        return schema.get(name) instanceof Json.Num number ? number.decimalValue() : null;
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }
}
