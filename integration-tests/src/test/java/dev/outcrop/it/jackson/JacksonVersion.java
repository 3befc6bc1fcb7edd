package dev.outcrop.it.jackson;

/** Both versions of Jackson, with their defaults. */
enum JacksonVersion {
    TWO {
        @Override
        String write(Object value) throws Exception {
            return new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(value);
        }

        @Override
        <T> T read(String json, Class<T> type) throws Exception {
            return new com.fasterxml.jackson.databind.ObjectMapper().readValue(json, type);
        }

        @Override
        <T> T readExactly(String json, Class<T> type) throws Exception {
            return new com.fasterxml.jackson.databind.ObjectMapper()
                    .reader()
                    .with(
                            com.fasterxml.jackson.databind.DeserializationFeature
                                    .USE_BIG_DECIMAL_FOR_FLOATS)
                    .forType(type)
                    .readValue(json);
        }
    },
    THREE {
        @Override
        String write(Object value) {
            return new tools.jackson.databind.ObjectMapper().writeValueAsString(value);
        }

        @Override
        <T> T read(String json, Class<T> type) {
            return new tools.jackson.databind.ObjectMapper().readValue(json, type);
        }

        @Override
        <T> T readExactly(String json, Class<T> type) {
            return new tools.jackson.databind.ObjectMapper()
                    .reader()
                    .with(tools.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .forType(type)
                    .readValue(json);
        }
    };

    abstract String write(Object value) throws Exception;

    abstract <T> T read(String json, Class<T> type) throws Exception;

    /** Reads fractions as BigDecimal, in place of double. */
    abstract <T> T readExactly(String json, Class<T> type) throws Exception;
}
