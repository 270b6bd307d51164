package org.wasl.warehouse.catalogue;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The code lists of a programme, {@code codes/<list>.yaml}. */
public final class CodeLists {
    private final Map<String, CodeList> lists;

    private CodeLists(Map<String, CodeList> lists) {
        this.lists = lists;
    }

    /** Reads every list of a resolved programme directory. */
    public static CodeLists load(Path programme) {
        Path folder = programme.resolve("codes");
        Map<String, CodeList> lists = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                CodeList list = Yaml.read(file, CodeList.class);
                lists.put(list.list(), list);
            }
        } catch (IOException e) {
            throw new CatalogueException("the code lists in " + folder + " cannot be read: " + e, e);
        }
        return new CodeLists(lists);
    }

    /** The list of that name. */
    public Optional<CodeList> find(@Nullable String list) {
        return list == null ? Optional.empty() : Optional.ofNullable(lists.get(list));
    }

    /** The name of a code; one that nobody listed is its own name. */
    public String label(@Nullable String list, String code, String language) {
        return find(list)
                .flatMap(l ->
                        l.entries().stream().filter(e -> e.code().equals(code)).findFirst())
                .map(e -> e.in(language))
                .orElse(code);
    }

    /**
     * One list, its codes in their order.
     *
     * @param source where the classification comes from
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record CodeList(String list, @Nullable String source, List<Code> entries) {
        public CodeList {
            entries = entries == null ? List.of() : List.copyOf(entries);
        }
    }

    /** One code with its names. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Code(
            String code, @Nullable String en, @Nullable String ar) {
        /** Its name in a language. */
        public String in(String language) {
            String name = language.equals("ar") ? ar : en;
            return name == null ? code : name;
        }
    }
}
