package dev.outcrop.local.internal.validation;

import org.jspecify.annotations.Nullable;

/**
 * The position of a value in a request. Bedrock has two notations: its framework counts from one,
 * {@code messages.1.member.content}; its own rules count from zero, {@code messages.0.content}.
 */
record RequestPath(@Nullable RequestPath parent, String name, int index) {
    static RequestPath root() {
        return new RequestPath(null, "", -1);
    }

    RequestPath member(String name) {
        return new RequestPath(this, name, -1);
    }

    RequestPath element(int index) {
        return new RequestPath(this, "", index);
    }

    String ofTheFramework() {
        return text(true);
    }

    @Override
    public String toString() {
        return text(false);
    }

    private String text(boolean framework) {
        if (parent == null) {
            return "";
        }
        String before = parent.text(framework);
        String own = index < 0 ? name : framework ? (index + 1) + ".member" : "" + index;
        return before.isEmpty() ? own : before + "." + own;
    }
}
