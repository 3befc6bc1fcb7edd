package dev.outcrop.schema;

import dev.outcrop.json.Json;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Java types of every kind, by name. */
final class JavaShapes {
    enum Size {
        SMALL,
        LARGE
    }

    @Describe("how it is paid")
    enum Payment {
        @Describe("when it is handed over")
        CASH,
        @Describe("within 30 days")
        @JsonName("on-account")
        ON_ACCOUNT
    }

    record Empty() {}

    record Person(String name, int age) {}

    record Described(
            @Describe("first name, then family name") String name, @Describe("in years") int age) {}

    @Describe("a place on Earth")
    record Position(@Describe("north is positive") double latitude, double longitude) {}

    record Visit(@Describe("where it was") Position position, Position before) {}

    record Renamed(@JsonName("first-name") String firstName, @JsonName("class") Size size) {}

    record Boxes(Integer i, Long l, Double d, Boolean b, Character c, Byte y, Short s, Float f) {}

    record Primitives(int i, long l, double d, boolean b, char c, byte y, short s, float f) {}

    record Exact(BigDecimal amount, BigInteger count, Number any) {}

    record Times(
            Instant instant,
            OffsetDateTime offset,
            ZonedDateTime zoned,
            LocalDate date,
            LocalTime time,
            LocalDateTime both,
            Duration duration,
            Period period,
            Year year,
            YearMonth month,
            ZoneId zone) {}

    @SuppressWarnings("ArrayRecordComponent") // what is tested
    record Ids(UUID id, URI link, byte[] bytes) {}

    record Words(String text, CharSequence chars) {}

    record Maybes(
            Optional<String> text,
            OptionalInt i,
            OptionalLong l,
            OptionalDouble d,
            Optional<Size> size,
            Optional<Person> person) {}

    record Nullables(
            @Nullable String text,
            @Nullable Integer number,
            @Nullable Size size,
            @Nullable Person person,
            @Nullable Figure figure) {}

    record NullElements(List<@Nullable String> texts, Map<String, @Nullable Integer> numbers) {}

    record Defaults(
            @Default("10") int count,
            @Default("metric") String unit,
            @Default("SMALL") Size size,
            @Default("[]") List<String> tags,
            @Default("{\"name\":\"nobody\",\"age\":0}") Person person,
            @Default("true") boolean on,
            @Default("2024-05-31") LocalDate day,
            @Default("null") @Nullable String note) {}

    record Lists(
            List<String> list,
            Collection<Integer> collection,
            Iterable<Size> iterable,
            Set<Long> set) {}

    @SuppressWarnings("ArrayRecordComponent") // what is tested
    record Arrays_(String[] texts, int[] numbers, Person[] people, double[][] matrix) {}

    record Maps(Map<String, Integer> counts, Map<String, List<Person>> people) {}

    record Free(Json json, Object object, Json.Obj members, Json.Arr elements, List<Json> all) {}

    record Twice(Person buyer, Person seller) {}

    record Deep(List<Map<String, Optional<List<Person>>>> nested) {}

    sealed interface Figure permits Circle, Square {}

    record Circle(double radius) implements Figure {}

    record Square(double side) implements Figure {}

    record Drawing(List<Figure> figures, Figure frame) {}

    @Describe("what happened")
    sealed interface Event {
        @Describe("a new one")
        record Added(String type, String name) implements Event {}

        @JsonName("gone")
        record Removed(String name) implements Event {}
    }

    sealed interface Animal permits Bird, Mammal {}

    record Bird(boolean flies) implements Animal {}

    sealed interface Mammal extends Animal {}

    record Dog(String name) implements Mammal {}

    record Whale(double length) implements Mammal {}

    abstract static sealed class Account permits Savings, Checking {}

    static final class Savings extends Account {
        private final double rate;

        public Savings(double rate) {
            this.rate = rate;
        }

        public double rate() {
            return rate;
        }
    }

    static final class Checking extends Account {
        private final int limit;

        public Checking(int limit) {
            this.limit = limit;
        }

        public int getLimit() {
            return limit;
        }
    }

    record Tree(String label, List<Tree> children) {}

    record Chain(int value, @Nullable Chain next) {}

    record Ping(Optional<Pong> pong) {}

    record Pong(Optional<Ping> ping) {}

    sealed interface Expression permits Constant, Sum {}

    record Constant(int value) implements Expression {}

    record Sum(Expression left, Expression right) implements Expression {}

    record Box<T>(T value) {}

    record Page<T>(List<T> items, Optional<T> first, Map<String, T> byName) {}

    record Pair<A, B>(A left, B right) {}

    record Bounded<T extends Number>(T value) {}

    record Nested<T>(Box<Box<T>> value) {}

    sealed interface Outcome<T> permits Found, Missing {}

    record Found<T>(T value) implements Outcome<T> {}

    record Missing<T>(String reason) implements Outcome<T> {}

    static final class Point {
        private final int x;
        private final int y;

        public Point(int x, int y) {
            this.x = x;
            this.y = y;
        }

        public int x() {
            return x;
        }

        public int getY() {
            return y;
        }
    }

    interface Methods {
        double temperature(@Describe("City and country") String place);

        void none();

        String search(
                String query,
                @Default("10") int limit,
                Optional<Size> size,
                @Nullable Position near,
                List<Person> people);

        void renamed(@JsonName("max-price") BigDecimal price, Figure figure, Figure other);
    }

    static final Map<String, JsonType<?>> TYPES = types();
    static final Map<String, JsonType.Parameters> METHODS = methods();

    private JavaShapes() {}

    private static Map<String, JsonType<?>> types() {
        var types = new LinkedHashMap<String, JsonType<?>>();
        for (Class<?> type :
                List.of(
                        String.class,
                        int.class,
                        Double.class,
                        boolean.class,
                        LocalDate.class,
                        Json.class,
                        Size.class,
                        Payment.class,
                        String[].class,
                        Empty.class,
                        Person.class,
                        Described.class,
                        Position.class,
                        Visit.class,
                        Renamed.class,
                        Boxes.class,
                        Primitives.class,
                        Exact.class,
                        Times.class,
                        Ids.class,
                        Words.class,
                        Maybes.class,
                        Nullables.class,
                        NullElements.class,
                        Defaults.class,
                        Lists.class,
                        Arrays_.class,
                        Maps.class,
                        Free.class,
                        Twice.class,
                        Deep.class,
                        Figure.class,
                        Circle.class,
                        Drawing.class,
                        Event.class,
                        Animal.class,
                        Account.class,
                        Tree.class,
                        Chain.class,
                        Ping.class,
                        Expression.class,
                        Sum.class,
                        Point.class)) {
            types.put(type.getSimpleName(), JsonType.of(type));
        }
        types.put("List<Person>", JsonType.of(new TypeRef<List<Person>>() {}));
        types.put("List<@Nullable String>", JsonType.of(new TypeRef<List<@Nullable String>>() {}));
        types.put("Set<Size>", JsonType.of(new TypeRef<Set<Size>>() {}));
        types.put("Map<String, Figure>", JsonType.of(new TypeRef<Map<String, Figure>>() {}));
        types.put("Map<String, Object>", JsonType.of(new TypeRef<Map<String, Object>>() {}));
        types.put("List<?>", JsonType.of(new TypeRef<List<?>>() {}));
        types.put("List<? extends Person>", JsonType.of(new TypeRef<List<? extends Person>>() {}));
        types.put("Box<String>", JsonType.of(new TypeRef<Box<String>>() {}));
        types.put("Page<Person>", JsonType.of(new TypeRef<Page<Person>>() {}));
        types.put(
                "Pair<Person, List<Integer>>",
                JsonType.of(new TypeRef<Pair<Person, List<Integer>>>() {}));
        types.put("Bounded<Integer>", JsonType.of(new TypeRef<Bounded<Integer>>() {}));
        types.put("Nested<Integer>", JsonType.of(new TypeRef<Nested<Integer>>() {}));
        types.put("Outcome<Person>", JsonType.of(new TypeRef<Outcome<Person>>() {}));
        types.put("Box<Tree>", JsonType.of(new TypeRef<Box<Tree>>() {}));
        types.put("Person[]", JsonType.of(new TypeRef<Person[]>() {}));
        types.put("Optional<Person>", JsonType.of(new TypeRef<Optional<Person>>() {}));
        types.put(
                "Pair<Box<Integer>, Box<String>>",
                JsonType.of(new TypeRef<Pair<Box<Integer>, Box<String>>>() {}));
        return types;
    }

    private static Map<String, JsonType.Parameters> methods() {
        var methods = new LinkedHashMap<String, JsonType.Parameters>();
        Arrays.stream(Methods.class.getMethods())
                .sorted((one, other) -> one.getName().compareTo(other.getName()))
                .forEach(
                        (Method method) ->
                                methods.put(method.getName(), JsonType.Parameters.of(method)));
        return methods;
    }
}
