package dev.outcrop.schema;

import dev.outcrop.schema.Shape.Tag;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The permitted classes of a sealed type, and the tag that distinguishes them. */
final class Variants {
    private static final List<String> TAGS = List.of("type", "kind", "variant");

    private Variants() {}

    /** Returns the concrete classes, of all levels. */
    static List<ResolvedType> of(ResolvedType sealed) {
        var variants = new ArrayList<ResolvedType>();
        for (Class<?> permitted : sealed.raw().getPermittedSubclasses()) {
            if (permitted.isEnum()
                    || (ClassReflection.isAbstract(permitted) && !permitted.isSealed())) {
                throw TypeShapes.unsupported(
                        sealed,
                        permitted.getSimpleName() + " must be a record, a class or a sealed type");
            }
            ResolvedType variant = variant(permitted, sealed);
            if (ClassReflection.isAbstract(permitted)) {
                variants.addAll(of(variant));
            } else {
                variants.add(variant);
            }
        }
        return variants.stream().distinct().toList();
    }

    /** Returns a name that is not a member of any variant. */
    static String tag(ResolvedType sealed, List<ResolvedType> variants) {
        List<String> taken =
                variants.stream()
                        .flatMap(variant -> ObjectType.of(variant).parts().stream())
                        .map(ObjectMember::name)
                        .toList();
        for (String tag : TAGS) {
            if (!taken.contains(tag)) {
                return tag;
            }
        }
        throw TypeShapes.unsupported(
                sealed,
                "its records use all the names type, kind and variant; one must be free, for the"
                        + " name of the record");
    }

    static Tag tagged(String tag, ResolvedType variant) {
        return new Tag(tag, ClassReflection.name(variant.raw(), variant.raw().getSimpleName()));
    }

    /** A permitted class with type arguments derived from those of the sealed type. */
    private static ResolvedType variant(Class<?> permitted, ResolvedType sealed) {
        Map<TypeVariable<?>, ResolvedType> variables = new HashMap<>();
        supertypes(permitted)
                .filter(supertype -> ResolvedType.erasure(supertype.getType()) == sealed.raw())
                .filter(AnnotatedParameterizedType.class::isInstance)
                .map(AnnotatedParameterizedType.class::cast)
                .forEach(supertype -> match(supertype, sealed, variables));
        return new ResolvedType(
                permitted,
                Arrays.stream(permitted.getTypeParameters())
                        .map(
                                variable ->
                                        variables.getOrDefault(
                                                variable,
                                                ResolvedType.of(ResolvedType.erasure(variable))))
                        .toList(),
                false);
    }

    private static void match(
            AnnotatedParameterizedType supertype,
            ResolvedType sealed,
            Map<TypeVariable<?>, ResolvedType> variables) {
        AnnotatedType[] arguments = supertype.getAnnotatedActualTypeArguments();
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].getType() instanceof TypeVariable<?> variable) {
                variables.put(variable, sealed.argument(i));
            }
        }
    }

    private static Stream<AnnotatedType> supertypes(Class<?> type) {
        return Stream.concat(
                Stream.ofNullable(type.getAnnotatedSuperclass()),
                Arrays.stream(type.getAnnotatedInterfaces()));
    }
}
