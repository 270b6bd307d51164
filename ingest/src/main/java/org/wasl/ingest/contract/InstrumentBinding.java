package org.wasl.ingest.contract;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a questionnaire of its document, and checks it against the variables and code lists it speaks of. */
final class InstrumentBinding {
    private final Keys keys;
    private final Map<String, Variable> variables;
    private final Map<String, CodeList> codes;

    InstrumentBinding(Keys keys, Map<String, Variable> variables, Map<String, CodeList> codes) {
        this.keys = keys;
        this.variables = variables;
        this.codes = codes;
    }

    Instrument bind() {
        Map<String, AnswerStatus> missing = new LinkedHashMap<>();
        keys.textMap("missing").forEach((text, word) -> missing.put(text, AnswerStatus.valueOf(upper(word))));
        Map<String, Question> questions = new LinkedHashMap<>();
        for (Keys document : keys.mappings("questions")) {
            Question question = question(document, questions);
            if (questions.putIfAbsent(question.name(), question) != null) {
                document.problem("name", "a question '" + question.name() + "' stands above already");
            }
        }
        return new Instrument(
                keys.text("instrument"),
                keys.text("version"),
                keys.integer("wave", 1),
                missing,
                new ArrayList<>(questions.values()));
    }

    private Question question(Keys document, Map<String, Question> above) {
        Question question = new Question(
                document.text("name"),
                document.textOrNull("variable"),
                Question.Type.valueOf(upper(document.text("type"))),
                document.textMap("codes"),
                document.textMap("choices"),
                range(document),
                document.textMap("relevant"),
                document.text("label"));
        switch (question.type()) {
            case SELECT_ONE -> checkSelectOne(document, question);
            case SELECT_MULTIPLE -> checkSelectMultiple(document, question);
            case INTEGER, DECIMAL -> {
                Variable variable = variable(document, question);
                if (variable != null && variable.type() != Variable.Type.NUMBER) {
                    document.problem("type", "measures '" + variable.name() + "', which is not a number");
                }
            }
        }
        checkRelevant(document, question, above);
        return question;
    }

    private void checkSelectOne(Keys document, Question question) {
        if (question.codes().isEmpty()) document.problem("codes", "a select_one question lists its codes");
        Variable variable = variable(document, question);
        if (variable == null) return;
        Set<String> allowed = variable.type() == Variable.Type.BINARY ? Set.of("yes", "no") : listed(variable.codes());
        for (String code : question.codes().values()) {
            if (!allowed.isEmpty() && !allowed.contains(code)) document.unknown("codes", "code", code, allowed);
        }
    }

    private void checkSelectMultiple(Keys document, Question question) {
        if (question.choices().isEmpty()) document.problem("choices", "a select_multiple question lists its choices");
        for (String name : question.choices().values()) {
            Variable variable = variables.get(name);
            if (variable == null) document.unknown("choices", "variable", name, variables.keySet());
            else if (variable.type() != Variable.Type.BINARY) {
                document.problem("choices", "'" + name + "' is not binary");
            }
        }
    }

    private @Nullable Variable variable(Keys document, Question question) {
        String name = question.variable();
        if (name == null) {
            document.problem("variable", "is missing: what does '" + question.name() + "' measure?");
            return null;
        }
        Variable variable = variables.get(name);
        if (variable == null) document.unknown("variable", "variable", name, variables.keySet());
        return variable;
    }

    private static void checkRelevant(Keys document, Question question, Map<String, Question> above) {
        question.relevant().forEach((name, answer) -> {
            Question asked = above.get(name);
            if (asked == null) {
                document.unknown("relevant", "earlier question", name, above.keySet());
            } else if (asked.type() != Question.Type.SELECT_ONE
                    || !asked.codes().containsValue(answer)) {
                document.unknown(
                        "relevant",
                        "answer to '" + name + "'",
                        answer,
                        asked.codes().values());
            }
        });
    }

    private Set<String> listed(@Nullable String list) {
        CodeList codeList = list == null ? null : codes.get(list);
        if (codeList == null) return Set.of();
        return Set.copyOf(codeList.entries().stream().map(CodeList.Entry::code).toList());
    }

    private static @Nullable Range range(Keys document) {
        if (!document.has("range")) return null;
        List<String> bounds = document.texts("range");
        double low = new BigDecimal(bounds.get(0)).doubleValue();
        double high = new BigDecimal(bounds.get(1)).doubleValue();
        if (low > high) document.problem("range", bounds.get(0) + " is more than " + bounds.get(1));
        return new Range(low, high, bounds.get(0), bounds.get(1));
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
