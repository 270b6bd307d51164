package org.wasl.warehouse.catalogue;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the surveys asked.
 *
 * @param title of the survey as a feed
 * @param variables the vocabulary that all questionnaires share, {@code variables.yaml}
 * @param instruments the questionnaire of each wave, {@code instruments/<name>.yaml}, in the order of the waves
 */
public record Questionnaires(Words title, List<Variable> variables, List<Instrument> instruments) {
    public Questionnaires {
        variables = List.copyOf(variables);
        instruments = List.copyOf(instruments);
    }

    /** Reads a resolved programme directory. */
    public static Questionnaires load(Path programme) {
        Words title =
                Yaml.read(programme.resolve("feeds/survey.yaml"), Feed.class).title();
        List<Variable> variables =
                Yaml.read(programme.resolve("variables.yaml"), Variables.class).variables();
        Path folder = programme.resolve("instruments");
        try (Stream<Path> files = Files.list(folder)) {
            List<Instrument> instruments = files.filter(f -> f.toString().endsWith(".yaml"))
                    .map(f -> Yaml.read(f, Instrument.class))
                    .sorted(Comparator.comparingInt(Instrument::wave).thenComparing(Instrument::version))
                    .toList();
            return new Questionnaires(title, variables, instruments);
        } catch (IOException e) {
            throw new CatalogueException("the questionnaires in " + folder + " cannot be read: " + e, e);
        }
    }

    /** The variable of that name. */
    public Optional<Variable> variable(String name) {
        return variables.stream().filter(v -> v.name().equals(name)).findFirst();
    }

    /**
     * A variable: a column of {@code survey_response}.
     *
     * @param type {@code binary}, {@code category} or {@code number}
     * @param of the question of which it is one choice
     * @param ar the label in Arabic
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Variable(
            String name,
            String type,
            @Nullable String codes,
            @Nullable String of,
            String label,
            @Nullable String ar) {}

    /** One version of a questionnaire. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Instrument(
            String instrument,
            String version,
            int wave,
            @JsonProperty("field_work") @Nullable FieldWork fieldWork,
            List<Question> questions) {
        public Instrument {
            questions = List.copyOf(questions);
        }

        /** The variable that a question's answers go to; the name itself where there is none. */
        public String variableOf(String question) {
            return questions.stream()
                    .filter(q -> q.name().equals(question))
                    .map(q -> q.variable() == null ? q.name() : q.variable())
                    .findFirst()
                    .orElse(question);
        }
    }

    /** When the interviews were held, both days included. */
    public record FieldWork(LocalDate from, LocalDate to) {}

    /**
     * A question.
     *
     * @param choices of one that takes several: the variable by the name of the choice
     * @param relevant the answers to earlier questions with which it is asked
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Question(
            String name,
            @Nullable String variable,
            String type,
            Map<String, String> choices,
            Map<String, String> relevant,
            List<Double> range,
            String label,
            @Nullable String ar) {
        public Question {
            choices = choices == null ? Map.of() : new LinkedHashMap<>(choices);
            relevant = relevant == null ? Map.of() : new LinkedHashMap<>(relevant);
            range = range == null ? List.of() : List.copyOf(range);
        }

        /** Whether an answer to it is kept in this variable. */
        public boolean asks(String name) {
            return name.equals(variable) || choices.containsValue(name);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Variables(List<Variable> variables) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Feed(Words title) {}
}
