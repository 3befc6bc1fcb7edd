package dev.outcrop.local.internal.models;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

class ModelTablesTest {
    @Test
    void everyRowHasItsEvidenceAndIsNotHiddenByALaterOne() throws Exception {
        var tables = tables();
        for (ModelTable<?> table : tables) {
            assertThat(table.rows()).isNotEmpty();
            for (int i = 0; i < table.rows().size(); i++) {
                ModelTable.Row<?> row = table.rows().get(i);
                assertThat(row.evidence()).isNotBlank();
                assertThat(table.rows().subList(i + 1, table.rows().size()))
                        .noneMatch(later -> later.models().equals(row.models()));
            }
        }
        assertThat(tables).hasSizeGreaterThan(25);
    }

    private static List<ModelTable<?>> tables() throws IllegalAccessException {
        var found = new ArrayList<ModelTable<?>>();
        for (Class<?> type :
                List.of(Reasoning.class, Conversations.class, Tools.class, Params.class)) {
            for (var field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())
                        && field.getType() == ModelTable.class) {
                    found.add((ModelTable<?>) field.get(null));
                }
            }
        }
        return found;
    }
}
