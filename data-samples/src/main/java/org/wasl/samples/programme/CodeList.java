package org.wasl.samples.programme;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wasl.samples.GenerationException;

/** A code list of the programme, with every way its codes may be written. */
public record CodeList(@JsonProperty("list") String name, List<Entry> entries) {
    /** One code. */
    public record Entry(
            String code, String en, String ar, @Nullable List<String> aliases) {
        /** English label, Arabic label and aliases: whatever but the code itself. */
        public List<String> spellings() {
            List<String> all = new ArrayList<>(List.of(en, ar));
            if (aliases != null) {
                all.addAll(aliases);
            }
            return all;
        }
    }

    public Entry entry(String code) {
        for (Entry entry : entries) {
            if (entry.code().equals(code)) {
                return entry;
            }
        }
        throw new GenerationException("code list " + name + " has no code " + code + "; the generator needs it");
    }
}
