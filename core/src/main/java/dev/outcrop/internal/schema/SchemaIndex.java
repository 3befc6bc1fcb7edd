package dev.outcrop.internal.schema;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * All schemas within a schema, and the targets of their references: by {@code $id}, by anchor, by
 * JSON pointer.
 *
 * @see <a href="https://json-schema.org/draft/2020-12/json-schema-core#section-8">JSON Schema Core,
 *     base URIs, anchors and references</a>
 */
public final class SchemaIndex {
    /** The base URI of a schema without an {@code $id}. */
    public static final URI BASE = URI.create("https://outcrop.invalid/schema");

    /** Outside of schemas, these keywords would mislead the library. */
    private static final Set<String> IDENTIFYING =
            Set.of("$id", "id", "$anchor", "$dynamicAnchor", "$schema");

    private static final Pattern PLAIN = Pattern.compile("#[\\w$/.~-]*");

    private final Json.Obj root;

    /** A draft up to 7: {@code $id} may be an anchor, and is ignored beside {@code $ref}. */
    private final boolean early;

    private final String idKeyword;
    private final Map<URI, Spot> resources = new HashMap<>();
    private final Map<String, Spot> anchors = new HashMap<>();
    private final IdentityHashMap<Json.Obj, Spot> spots = new IdentityHashMap<>();
    private final List<Spot> all = new ArrayList<>();
    private final Deque<Spot> unread = new ArrayDeque<>();

    /**
     * A schema, and its position.
     *
     * @param base what its references are relative to
     */
    public record Spot(Json schema, JsonPointer place, URI base) {}

    private SchemaIndex(Json.Obj root) {
        this.root = root;
        String draft = Objects.requireNonNullElse(root.string("$schema"), "");
        this.early = draft.contains("/draft-0");
        this.idKeyword = early && draft.contains("/draft-04") ? "id" : "$id";
        resources.put(BASE, new Spot(root, JsonPointer.ROOT, BASE));
        read(root, JsonPointer.ROOT, BASE);
        while (!unread.isEmpty()) {
            follow(unread.pop());
        }
    }

    public static SchemaIndex of(Json.Obj root) {
        return new SchemaIndex(root);
    }

    private void read(Json.Obj schema, JsonPointer place, URI base) {
        if (spots.containsKey(schema) && !schema.isEmpty()) {
            return;
        }
        URI own = identified(schema, place, base);
        var spot = new Spot(schema, place, own);
        spots.put(schema, spot);
        all.add(spot);
        unread.add(spot);
        if (!early) {
            for (String keyword : List.of("$anchor", "$dynamicAnchor")) {
                String anchor = schema.string(keyword);
                if (anchor != null) {
                    anchors.put(own + "#" + anchor, spot);
                }
            }
        }
        Subschemas.each(schema, place, (inner, its) -> read(inner, its, own));
    }

    /** The base URI of a schema, which may be its own. */
    private URI identified(Json.Obj schema, JsonPointer place, URI base) {
        String id = schema.string(idKeyword);
        if (id == null || (early && schema.string("$ref") != null)) {
            return base;
        }
        int hash = id.indexOf('#');
        String address = hash < 0 ? id : id.substring(0, hash);
        String fragment = hash < 0 ? "" : id.substring(hash + 1);
        URI own = address.isEmpty() ? base : resolved(base, address);
        if (own == null) {
            return base;
        }
        var spot = new Spot(schema, place, own);
        if (!address.isEmpty()) {
            resources.put(own, spot);
        }
        if (early && !fragment.isEmpty()) {
            anchors.put(own + "#" + fragment, spot);
        }
        return own;
    }

    /** The target of a reference may be at a position where no keyword expects a schema. */
    private void follow(Spot spot) {
        for (String keyword : References.KEYWORDS) {
            if (spot.schema() instanceof Json.Obj schema
                    && schema.get(keyword) instanceof Json.Str(String to)) {
                Spot target = target(spot, to);
                if (target != null && target.schema() instanceof Json.Obj object) {
                    read(object, target.place(), target.base());
                }
            }
        }
    }

    /** All schemas that were found, in order. */
    public List<Spot> schemas() {
        return all;
    }

    /** The target of a reference of a schema, or null if it is not within the root. */
    public @Nullable Spot target(Spot from, String reference) {
        int hash = reference.indexOf('#');
        String address = hash < 0 ? reference : reference.substring(0, hash);
        String fragment = References.decoded(hash < 0 ? "" : reference.substring(hash + 1));
        URI base = address.isEmpty() ? from.base() : resolved(from.base(), address);
        Spot resource = base == null ? null : resources.get(base);
        if (resource == null || fragment == null) {
            return null;
        }
        if (!fragment.isEmpty() && !fragment.startsWith("/")) {
            return anchors.get(base + "#" + fragment);
        }
        Json json = resource.schema();
        JsonPointer place = resource.place();
        for (String step : References.steps(fragment)) {
            json = json == null ? null : References.step(json, step);
            place = place.member(step);
        }
        if (!(json instanceof Json.Obj) && !(json instanceof Json.Bool)) {
            return null;
        }
        Spot known = json instanceof Json.Obj object ? spots.get(object) : null;
        return new Spot(json, place, known == null ? resource.base() : known.base());
    }

    private static @Nullable URI resolved(URI base, String address) {
        try {
            return base.resolve(address);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /**
     * The same schema with references that are JSON pointers into it, and without {@code $id}.
     * Dynamic references are replaced by their default targets.
     */
    public Json.Obj local() {
        return (Json.Obj) rewritten(root, this::localMember);
    }

    private void localMember(
            @Nullable Spot spot, String name, Json value, Map<String, Json> members) {
        if (spot == null || !(value instanceof Json.Str(String text))) {
            members.put(name, value);
        } else if (References.KEYWORDS.contains(name)) {
            Spot target = target(spot, text);
            if (target == null) {
                members.put(name, value);
                return;
            }
            boolean same = isSame(References.resolve(root, text), target.schema());
            String pointer = "#" + References.encoded(target.place().pointer());
            members.putIfAbsent("$ref", same ? value : Json.of(pointer));
        } else if (!name.equals(idKeyword)) {
            members.put(name, value);
        }
    }

    /**
     * The same schema in a form that the library reads correctly: it treats all objects as schemas,
     * finds also non-schemas by their {@code $id}, reads a plus in a reference as a space, and
     * drops what follows a second hash.
     */
    public Json.Obj checkable() {
        return (Json.Obj) rewritten(root, this::checkableMember);
    }

    private void checkableMember(
            @Nullable Spot spot, String name, Json value, Map<String, Json> members) {
        if (spot == null) {
            if (!(value instanceof Json.Str && IDENTIFYING.contains(name))) {
                members.put(name, value);
            }
        } else if (name.equals("$ref") && value instanceof Json.Str(String text)) {
            Spot target = target(spot, text);
            boolean plain =
                    target == null
                            || (isSame(References.resolve(root, text), target.schema())
                                    && spot.base().equals(base(root))
                                    && PLAIN.matcher(text).matches());
            members.put(name, plain ? value : Json.of(pointerTo(target)));
        } else if (EncodedConstants.KEYWORDS.contains(name) && EncodedConstants.mayMislead(value)) {
            EncodedConstants.put(name, value, members);
        } else {
            members.put(name, value);
        }
    }

    private String pointerTo(@Nullable Spot target) {
        String pointer = target == null ? "" : target.place().pointer();
        String spelled = References.encoded(pointer.replace("#", "~2")).replace("+", "%2B");
        return base(root) + "#" + spelled;
    }

    private URI base(Json.Obj schema) {
        Spot spot = spots.get(schema);
        return spot == null ? BASE : spot.base();
    }

    /** Changes a member of a schema. */
    interface Change {
        void put(String name, Json value, Map<String, Json> members);
    }

    /** The same schema with changed members in all its schemas. */
    Json.Obj changed(Change change) {
        Member member =
                (spot, name, value, members) -> {
                    if (spot == null) {
                        members.put(name, value);
                    } else {
                        change.put(name, value, members);
                    }
                };
        return (Json.Obj) rewritten(root, member);
    }

    /** Writes a member of a schema, or its replacement. */
    private interface Member {
        void put(@Nullable Spot spot, String name, Json value, Map<String, Json> members);
    }

    /** Returns the same instance if nothing changes. */
    private Json rewritten(Json json, Member member) {
        if (json instanceof Json.Arr(List<Json> elements)) {
            var changed = new ArrayList<Json>(elements.size());
            for (Json element : elements) {
                changed.add(rewritten(element, member));
            }
            return isSame(elements, changed) ? json : new Json.Arr(changed);
        }
        if (!(json instanceof Json.Obj object)) {
            return json;
        }
        Spot spot = spots.get(object);
        var changed = new LinkedHashMap<String, Json>();
        for (var each : object.members().entrySet()) {
            boolean constant = spot != null && EncodedConstants.KEYWORDS.contains(each.getKey());
            Json value = constant ? each.getValue() : rewritten(each.getValue(), member);
            member.put(spot, each.getKey(), value, changed);
        }
        return changed.keySet().equals(object.members().keySet())
                        && isSame(object.members().values(), changed.values())
                ? json
                : new Json.Obj(changed);
    }

    private static boolean isSame(Collection<Json> some, Collection<Json> others) {
        Iterator<Json> other = others.iterator();
        for (Json one : some) {
            if (!isSame(one, other.next())) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("ReferenceEquality") // equal schemas may occur at several positions
    private static boolean isSame(@Nullable Json one, Json other) {
        return one == other;
    }
}
