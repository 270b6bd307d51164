package org.wasl.warehouse.report;

import java.nio.file.Path;
import java.util.List;
import org.wasl.warehouse.catalogue.CodeLists;

/** The names of codes in one language, from the programme's code lists. A name nobody listed is shown as written. */
final class CodeLabels {
    private final CodeLists lists;
    private final String language;

    private CodeLabels(CodeLists lists, String language) {
        this.lists = lists;
        this.language = language;
    }

    static CodeLabels read(Path programme, String language) {
        return new CodeLabels(CodeLists.load(programme), language);
    }

    String label(String list, String code) {
        return lists.label(list, code, language);
    }

    /** The codes of a list, in its order. */
    List<String> codes(String list) {
        return lists.find(list)
                .map(l -> l.entries().stream().map(CodeLists.Code::code).toList())
                .orElse(List.of());
    }
}
