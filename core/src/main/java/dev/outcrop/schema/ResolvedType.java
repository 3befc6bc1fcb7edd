package dev.outcrop.schema;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedTypeVariable;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A Java type without type variables.
 *
 * @param arguments of a generic type its arguments, of an array its element
 */
record ResolvedType(Class<?> raw, List<ResolvedType> arguments, boolean nullable) {
    ResolvedType {
        arguments = List.copyOf(arguments);
    }

    static ResolvedType of(Class<?> type) {
        if (type.isArray()) {
            return array(of(type.getComponentType()), false);
        }
        return new ResolvedType(type, erasures(type), false);
    }

    /** Replaces the variables of a type; an unbound variable becomes its bound. */
    static ResolvedType of(AnnotatedType type, Map<TypeVariable<?>, ResolvedType> variables) {
        boolean nullable = Nullness.nullable(type);
        return switch (type) {
            case AnnotatedParameterizedType generic ->
                    new ResolvedType(
                            erasure(generic.getType()),
                            Arrays.stream(generic.getAnnotatedActualTypeArguments())
                                    .map(argument -> of(argument, variables))
                                    .toList(),
                            nullable);
            case AnnotatedArrayType array ->
                    array(of(array.getAnnotatedGenericComponentType(), variables), nullable);
            case AnnotatedTypeVariable variable -> {
                ResolvedType known = variables.get(variable.getType());
                ResolvedType meant = known == null ? of(erasure(variable.getType())) : known;
                yield nullable ? meant.asNullable() : meant;
            }
            case AnnotatedWildcardType wildcard ->
                    of(wildcard.getAnnotatedUpperBounds()[0], variables);
            default -> {
                ResolvedType plain = of(erasure(type.getType()));
                yield nullable ? plain.asNullable() : plain;
            }
        };
    }

    /** The values of the variables of this type's class. */
    Map<TypeVariable<?>, ResolvedType> variables() {
        var variables = new HashMap<TypeVariable<?>, ResolvedType>();
        TypeVariable<?>[] declared = raw.getTypeParameters();
        for (int i = 0; i < declared.length; i++) {
            variables.put(declared[i], argument(i));
        }
        return variables;
    }

    ResolvedType argument(int index) {
        return index < arguments.size()
                ? arguments.get(index)
                : new ResolvedType(Object.class, List.of(), false);
    }

    ResolvedType asNullable() {
        return new ResolvedType(raw, arguments, true);
    }

    ResolvedType withoutNull() {
        return nullable ? new ResolvedType(raw, arguments, false) : this;
    }

    static Class<?> erasure(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType generic -> erasure(generic.getRawType());
            case GenericArrayType array -> erasure(array.getGenericComponentType()).arrayType();
            case TypeVariable<?> variable -> erasure(variable.getBounds()[0]);
            case WildcardType wildcard -> erasure(wildcard.getUpperBounds()[0]);
            default -> throw new IllegalArgumentException("not a Java type: " + type);
        };
    }

    private static ResolvedType array(ResolvedType element, boolean nullable) {
        return new ResolvedType(element.raw.arrayType(), List.of(element), nullable);
    }

    /** The arguments of a raw type. */
    private static List<ResolvedType> erasures(Class<?> type) {
        return Arrays.stream(type.getTypeParameters())
                .map(variable -> new ResolvedType(erasure(variable), List.of(), false))
                .toList();
    }

    /** Returns the Java syntax, for messages. */
    @Override
    public String toString() {
        if (raw.isArray()) {
            return argument(0) + "[]";
        }
        var text = new StringBuilder(raw.getTypeName());
        for (int i = 0; i < arguments.size(); i++) {
            text.append(i == 0 ? '<' : ',').append(arguments.get(i));
        }
        return arguments.isEmpty() ? text.toString() : text.append('>').toString();
    }
}
