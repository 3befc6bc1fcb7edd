package dev.outcrop.schema;

import dev.harrel.jsonschema.Draft7EvaluatorFactory;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SchemaParsingContext;
import dev.harrel.jsonschema.SpecificationVersion;
import dev.outcrop.internal.regex.BoundedPattern;
import dev.outcrop.internal.schema.EncodedConstants;
import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Schema keywords with a bounded cost for hostile values, and keywords that the library lacks. */
final class BoundedKeywords {
    static final EvaluatorFactory OURS =
            new EvaluatorFactory.Builder()
                    .withKeyword("pattern", BoundedKeywords::pattern)
                    .withKeyword("patternProperties", BoundedKeywords::patternProperties)
                    .withKeyword("additionalProperties", BoundedKeywords::additionalProperties)
                    .withKeyword("propertyNames", BoundedKeywords::propertyNames)
                    .withKeyword("uniqueItems", BoundedKeywords::uniqueItems)
                    .withKeyword("dependencies", BoundedKeywords::dependencies)
                    .withKeyword(EncodedConstants.CONST, Constants::constant)
                    .withKeyword(EncodedConstants.ENUM, Constants::enumeration)
                    .build();

    private static final EvaluatorFactory DRAFT_7 = new Draft7EvaluatorFactory();

    private BoundedKeywords() {}

    private static Evaluator pattern(JsonNode keyword) {
        if (!keyword.isString()) {
            throw new IllegalArgumentException("a pattern must be a string");
        }
        BoundedPattern expression = BoundedPattern.of(keyword.asString());
        return (context, node) ->
                !(node instanceof SchemaNode given)
                                || !node.isString()
                                || expression.isIn(node.asString(), given.budget())
                        ? Evaluator.Result.success()
                        : Evaluator.Result.failure(
                                "does not match the pattern " + keyword.asString());
    }

    private static Evaluator patternProperties(SchemaParsingContext parsing, JsonNode keyword) {
        Map<String, BoundedPattern> expressions = new LinkedHashMap<>();
        Map<String, String> schemas = new LinkedHashMap<>();
        keyword.asObject()
                .forEach(
                        (pattern, schema) -> {
                            expressions.put(pattern, BoundedPattern.of(pattern));
                            schemas.put(pattern, parsing.getAbsoluteUri(schema));
                        });
        return (context, node) -> {
            if (!(node instanceof SchemaNode given) || !node.isObject()) {
                return Evaluator.Result.success();
            }
            Set<String> matched = new HashSet<>();
            boolean valid = true;
            for (var member : node.asObject().entrySet()) {
                for (var expression : expressions.entrySet()) {
                    if (expression.getValue().isIn(member.getKey(), given.budget())) {
                        matched.add(member.getKey());
                        String schema = schemas.get(expression.getKey());
                        valid &= context.resolveInternalRefAndValidate(schema, member.getValue());
                    }
                }
            }
            return valid ? Evaluator.Result.success(matched) : Evaluator.Result.failure();
        };
    }

    /** The library's own also reports members whose patterns match but whose values do not. */
    private static Evaluator additionalProperties(SchemaParsingContext parsing, JsonNode keyword) {
        if (!keyword.isObject() && !keyword.isBoolean()) {
            throw new IllegalArgumentException("a schema must be an object or a boolean");
        }
        Set<String> named = members(parsing, "properties").keySet();
        List<BoundedPattern> expressions =
                members(parsing, "patternProperties").keySet().stream()
                        .map(BoundedPattern::of)
                        .toList();
        String schema = parsing.getAbsoluteUri(keyword);
        return (context, node) -> {
            if (!(node instanceof SchemaNode given) || !node.isObject()) {
                return Evaluator.Result.success();
            }
            Set<String> others = new HashSet<>();
            boolean valid = true;
            for (var member : node.asObject().entrySet()) {
                String name = member.getKey();
                if (!named.contains(name)
                        && expressions.stream()
                                .noneMatch(each -> each.isIn(name, given.budget()))) {
                    others.add(name);
                    valid &= context.resolveInternalRefAndValidate(schema, member.getValue());
                }
            }
            return valid ? Evaluator.Result.success(others) : Evaluator.Result.failure();
        };
    }

    private static Map<String, JsonNode> members(SchemaParsingContext parsing, String keyword) {
        JsonNode there = parsing.getCurrentSchemaObject().get(keyword);
        return there != null && there.isObject() ? there.asObject() : Map.of();
    }

    private static @Nullable Evaluator propertyNames(
            SchemaParsingContext parsing, JsonNode keyword) {
        if (parsing.getDialect().getSpecificationVersion() == SpecificationVersion.DRAFT4) {
            return null;
        }
        String schema = parsing.getAbsoluteUri(keyword);
        return (context, node) -> {
            if (!(node instanceof SchemaNode given) || !node.isObject()) {
                return Evaluator.Result.success();
            }
            boolean valid = true;
            for (String name : node.asObject().keySet()) {
                valid &= context.resolveInternalRefAndValidate(schema, given.name(name));
            }
            return valid ? Evaluator.Result.success() : Evaluator.Result.failure();
        };
    }

    /** A keyword of earlier drafts; later ones leave it to the implementation. */
    private static @Nullable Evaluator dependencies(
            SchemaParsingContext parsing, JsonNode keyword) {
        return DRAFT_7.create(parsing, "dependencies", keyword).orElse(null);
    }

    private static Evaluator uniqueItems(JsonNode keyword) {
        boolean unique = keyword.isBoolean() && keyword.asBoolean();
        return (context, node) -> {
            if (!unique || !(node instanceof SchemaNode given)) {
                return Evaluator.Result.success();
            }
            return given.json() instanceof Json.Arr(List<Json> elements)
                            && new HashSet<>(elements).size() < elements.size()
                    ? Evaluator.Result.failure("holds an element twice")
                    : Evaluator.Result.success();
        };
    }
}
