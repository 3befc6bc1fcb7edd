package dev.outcrop.json;

import java.math.BigDecimal;

/** The syntax of JSON numbers, and their equality. */
final class JsonNumbers {
    /**
     * Longer ones are rejected: no model fact needs them, and converting them to a BigDecimal costs
     * quadratic time.
     */
    static final int MAX_LENGTH = 1_000;

    private JsonNumbers() {}

    /** RFC 8259, section 6: {@code [ minus ] int [ frac ] [ exp ]}. */
    static boolean isNumber(String literal) {
        int length = literal.length();
        if (length > MAX_LENGTH) {
            return false;
        }
        int whole = is(literal, 0, '-') ? 1 : 0;
        int at = afterDigits(literal, whole);
        if (at == whole || (at > whole + 1 && literal.charAt(whole) == '0')) {
            return false;
        }
        if (is(literal, at, '.')) {
            int fraction = at + 1;
            at = afterDigits(literal, fraction);
            if (at == fraction) {
                return false;
            }
        }
        if (is(literal, at, 'e') || is(literal, at, 'E')) {
            int exponent = is(literal, at + 1, '+') || is(literal, at + 1, '-') ? at + 2 : at + 1;
            at = afterDigits(literal, exponent);
            if (at == exponent) {
                return false;
            }
        }
        return at == length;
    }

    private static boolean is(String literal, int at, char c) {
        return at < literal.length() && literal.charAt(at) == c;
    }

    private static int afterDigits(String literal, int from) {
        int at = from;
        while (at < literal.length() && literal.charAt(at) >= '0' && literal.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    static boolean isLong(String literal) {
        if (literal.length() > 20) {
            return false;
        }
        for (int i = literal.charAt(0) == '-' ? 1 : 0; i < literal.length(); i++) {
            if (literal.charAt(i) < '0' || literal.charAt(i) > '9') {
                return false;
            }
        }
        return literal.length() < 19
                || new BigDecimal(literal).toBigInteger().bitLength() < Long.SIZE;
    }

    static boolean sameValue(String a, String b) {
        try {
            return new BigDecimal(a).compareTo(new BigDecimal(b)) == 0;
        } catch (ArithmeticException | NumberFormatException e) {
            // An exponent beyond an int: the literals differ, and only zero can be compared.
            return isZero(a) && isZero(b);
        }
    }

    private static boolean isZero(String literal) {
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if (c == 'e' || c == 'E') {
                break;
            }
            if (c >= '1' && c <= '9') {
                return false;
            }
        }
        return true;
    }

    /** Without an exponent for small numbers, such as a temperature. */
    static String literal(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a JSON number must be finite: " + value);
        }
        long whole = (long) value;
        if (whole == value && Math.abs(whole) < 1L << 53 && !(whole == 0 && 1 / value < 0)) {
            return Long.toString(whole);
        }
        double size = Math.abs(value);
        return size >= 1e-9 && size < 1e-3
                ? new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString()
                : Double.toString(value);
    }

    static String shown(String literal) {
        return literal.length() <= 40
                ? literal
                : literal.substring(0, 40) + "… (" + literal.length() + " characters)";
    }
}
