package dev.outcrop.internal.protocol.converse;

import dev.outcrop.json.Json;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;
import software.amazon.awssdk.utils.builder.CopyableBuilder;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The SDK's objects by the SDK's own description of them: as JSON, at random, member by member. */
final class AwsJson {
    private AwsJson() {}

    static Json.Obj of(SdkPojo pojo) {
        return (Json.Obj) json(pojo);
    }

    private static Json json(Object value) {
        return switch (value) {
            case SdkPojo pojo -> {
                var members = new LinkedHashMap<String, Json>();
                for (SdkField<?> field : pojo.sdkFields()) {
                    Object member = field.getValueOrDefault(pojo);
                    if (isSaid(member) && field.location() == MarshallLocation.PAYLOAD) {
                        members.put(field.locationName(), json(member));
                    }
                }
                yield new Json.Obj(members);
            }
            case List<?> list -> new Json.Arr(list.stream().map(AwsJson::json).toList());
            case Map<?, ?> map -> {
                var members = new LinkedHashMap<String, Json>();
                map.forEach((name, member) -> members.put((String) name, json(member)));
                yield new Json.Obj(members);
            }
            case SdkBytes bytes ->
                    Json.of(Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()));
            case Document document -> ofDocument(document);
            default -> Json.from(value);
        };
    }

    private static Json ofDocument(Document document) {
        if (document.isString()) {
            return Json.of(document.asString());
        }
        if (document.isNumber()) {
            return new Json.Num(document.asNumber().stringValue());
        }
        if (document.isBoolean()) {
            return Json.of(document.asBoolean());
        }
        if (document.isList()) {
            return new Json.Arr(document.asList().stream().map(AwsJson::ofDocument).toList());
        }
        return document.isMap() ? json(document.asMap()) : Json.NULL;
    }

    static Document document(Json json) {
        return switch (json) {
            case Json.Obj object -> {
                var members = new LinkedHashMap<String, Document>();
                object.members().forEach((name, value) -> members.put(name, document(value)));
                yield Document.fromMap(members);
            }
            case Json.Arr array ->
                    Document.fromList(array.elements().stream().map(AwsJson::document).toList());
            case Json.Str string -> Document.fromString(string.value());
            case Json.Num number -> Document.fromNumber(number.literal());
            case Json.Bool bool -> Document.fromBoolean(bool.value());
            case Json.Null ignored -> Document.fromNull();
        };
    }

    /** Sets members of a builder at random, and those of what they hold. */
    static <B extends CopyableBuilder<B, T>, T extends ToCopyableBuilder<B, T>> T random(
            B builder, Dice dice) {
        fill((SdkPojo) builder, dice);
        return builder.build();
    }

    private static void fill(SdkPojo builder, Dice dice) {
        for (SdkField<?> field : builder.sdkFields()) {
            if (dice.below(3) > 0) {
                field.set(builder, value(field, dice));
            }
        }
    }

    private static Object value(SdkField<?> field, Dice dice) {
        MarshallingType<?> type = field.marshallingType();
        if (type.equals(MarshallingType.SDK_POJO)) {
            SdkPojo builder = field.constructor().get();
            fill(builder, dice);
            return ((Buildable) builder).build();
        } else if (type.equals(MarshallingType.LIST)) {
            SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
            return dice.some(0, 2, () -> value(member, dice));
        } else if (type.equals(MarshallingType.MAP)) {
            SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
            return dice.map(() -> value(member, dice));
        } else if (type.equals(MarshallingType.STRING)) {
            return dice.text();
        } else if (type.equals(MarshallingType.INTEGER)) {
            return dice.count();
        } else if (type.equals(MarshallingType.LONG)) {
            return (long) dice.count();
        } else if (type.equals(MarshallingType.DOUBLE)) {
            return Double.valueOf(dice.share());
        } else if (type.equals(MarshallingType.BOOLEAN)) {
            return dice.flip();
        } else if (type.equals(MarshallingType.SDK_BYTES)) {
            return dice.sdkBytes();
        }
        throw new AssertionError("no random value of type " + type.getTargetClass());
    }

    /** The members that an object says, and those of what it holds, as {@code Type.member}. */
    static void said(Object value, Set<String> names) {
        switch (value) {
            case SdkPojo pojo -> {
                for (SdkField<?> field : pojo.sdkFields()) {
                    Object member = field.getValueOrDefault(pojo);
                    if (isSaid(member)) {
                        names.add(name(pojo, field));
                        said(member, names);
                    }
                }
            }
            case List<?> list -> list.forEach(item -> said(Objects.requireNonNull(item), names));
            case Map<?, ?> map ->
                    map.values().forEach(item -> said(Objects.requireNonNull(item), names));
            default -> {}
        }
    }

    /** The members that there are in all. */
    static void known(SdkPojo builder, Set<String> names) {
        for (SdkField<?> field : builder.sdkFields()) {
            if (names.add(name(builder, field))) {
                for (SdkField<?> below : fieldsBelow(field)) {
                    if (below.marshallingType().equals(MarshallingType.SDK_POJO)) {
                        known(below.constructor().get(), names);
                    }
                }
            }
        }
    }

    private static List<SdkField<?>> fieldsBelow(SdkField<?> field) {
        var fields = new ArrayList<SdkField<?>>();
        fields.add(field);
        field.getOptionalTrait(ListTrait.class)
                .ifPresent(trait -> fields.addAll(fieldsBelow(trait.memberFieldInfo())));
        field.getOptionalTrait(MapTrait.class)
                .ifPresent(trait -> fields.addAll(fieldsBelow(trait.valueFieldInfo())));
        return fields;
    }

    /** A builder is named as what it builds, an event of a stream as the event. */
    private static String name(SdkPojo pojo, SdkField<?> field) {
        Class<?> type = pojo.getClass();
        String name =
                type.isMemberClass()
                        ? type.getEnclosingClass().getSimpleName()
                        : type.getSimpleName();
        return name + "." + field.locationName();
    }

    private static boolean isSaid(Object member) {
        return !(member == null
                || member instanceof SdkAutoConstructList
                || member instanceof SdkAutoConstructMap);
    }
}
