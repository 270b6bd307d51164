package org.wasl.transform.standardise;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.wasl.transform.TransformException;

/** The words the library knows, read from the YAML files in {@code standardise/}. */
final class Vocabulary {
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Vocabulary() {}

    static <T> T read(String file, Class<T> as) {
        String path = "/standardise/" + file + ".yaml";
        try (InputStream in = Objects.requireNonNull(Vocabulary.class.getResourceAsStream(path), path)) {
            return YAML.readValue(in, as);
        } catch (IOException e) {
            throw new TransformException(path + " in the transform jar cannot be read: " + e.getMessage(), e);
        }
    }

    static Set<String> folded(List<String> words) {
        return words.stream()
                .map(word -> String.join(" ", Letters.words(Letters.fold(word))))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** {@code organisations.yaml}. */
    record OrganisationWords(
            Map<String, List<String>> legalForms,
            Map<String, List<String>> writtenOut,
            List<String> fillers,
            Map<String, List<String>> arabic,
            Map<String, List<String>> mayMean,
            List<String> common,
            Map<String, List<String>> lodgings,
            List<String> lodgingFillers) {}

    /** {@code persons.yaml}. */
    record PersonWords(
            Map<String, List<String>> spellings, List<String> titles, List<String> particles, List<String> common) {}

    /** {@code numbers.yaml}. */
    record NumberNames(
            Map<Integer, List<String>> english,
            Map<Integer, List<String>> arabic,
            List<String> doubtful,
            Map<Integer, List<String>> ordinals) {}

    /** {@code arabic.yaml}. */
    record ArabicWords(List<String> noArticle, Map<String, String> names) {}

    /** {@code addresses.yaml}. */
    record AddressWords(
            List<String> zone,
            List<String> street,
            List<String> building,
            List<String> floor,
            List<String> unit,
            List<String> poBox,
            List<String> number) {}

    /** {@code dates.yaml}. */
    record DateWords(Map<String, List<String>> months) {}

    /** {@code emails.yaml}. */
    record EmailDomains(Map<String, List<String>> domains, List<String> dotsIgnored, Map<String, String> endings) {}

    /** {@code serials.yaml}. */
    record SerialMistakes(List<Alike> alike, double repeated, double swapped) {}

    /** Pairs of characters that cost the same to take for each other. */
    record Alike(double cost, List<String> pairs) {}

    /** {@code sounds.yaml}. */
    record SoundCosts(
            Map<String, Map<String, Double>> arabic, List<Alike> latin, Map<String, Map<String, Double>> missed) {}
}
