package org.wasl.ingest.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wasl.ingest.contract.AnswerStatus;
import org.wasl.ingest.contract.CodeList;
import org.wasl.ingest.contract.Contracts;
import org.wasl.ingest.contract.Instrument;
import org.wasl.ingest.contract.Question;
import org.wasl.ingest.contract.Variable;
import org.wasl.ingest.read.Layout;

/** Reads the answers of an interview. A bad answer is noted and becomes missing; it never costs the interview. */
final class SurveyCheck {
    private final Contracts contracts;

    SurveyCheck(Contracts contracts) {
        this.contracts = contracts;
    }

    /** The answers in the order of the questionnaire, what was wrong with them, and the text of what was dropped. */
    record Result(List<Answer> answers, List<String> issues, Map<String, String> raw) {}

    Result check(Layout.AnswerLayout layout, String[] cells) {
        Instrument instrument = layout.instrument();
        Interview interview =
                new Interview(instrument, new Result(new ArrayList<>(), new ArrayList<>(), new HashMap<>()));
        for (int q = 0; q < instrument.questions().size(); q++) {
            Question question = instrument.questions().get(q);
            if (question.type() == Question.Type.SELECT_MULTIPLE) interview.multiple(question, q, layout, cells);
            else interview.single(question, q, layout, cells);
        }
        return interview.result;
    }

    private static String cell(String[] cells, int position) {
        return position < 0 || position >= cells.length ? "" : Text.clean(cells[position]);
    }

    private final class Interview {
        private final Instrument instrument;
        private final Result result;
        private final Map<String, String> codes = new HashMap<>();

        Interview(Instrument instrument, Result result) {
            this.instrument = instrument;
            this.result = result;
        }

        void single(Question question, int q, Layout.AnswerLayout layout, String[] cells) {
            String variable = question.variable();
            if (variable == null) throw new IllegalStateException(question.name() + " measures nothing");
            String text = cell(cells, layout.combined(q));
            AnswerStatus status = status(question, text, layout.asked(q));
            if (status != AnswerStatus.VALID) {
                result.answers.add(new Answer(question.name(), variable, null, null, status));
                return;
            }
            Answer answer = question.type() == Question.Type.SELECT_ONE
                    ? selectOne(question, variable, text)
                    : number(question, variable, text);
            result.answers.add(answer);
        }

        /** VALID where there is an answer to look at. */
        private AnswerStatus status(Question question, String text, boolean asked) {
            if (!asked) return AnswerStatus.NOT_ASKED;
            if (!relevant(question)) {
                if (!text.isEmpty()) issue(question.name(), "relevance", text);
                return AnswerStatus.SKIP;
            }
            if (text.isEmpty()) return AnswerStatus.MISSING;
            AnswerStatus said = missing(text);
            return said == null ? AnswerStatus.VALID : said;
        }

        private boolean relevant(Question question) {
            for (Map.Entry<String, String> condition : question.relevant().entrySet()) {
                if (!condition.getValue().equals(codes.get(condition.getKey()))) return false;
            }
            return true;
        }

        private @Nullable AnswerStatus missing(String text) {
            return instrument.missing().get(plain(text));
        }

        private Answer selectOne(Question question, String variable, String text) {
            String code = question.codes().get(text);
            if (code == null) code = question.codes().get(plain(text));
            Variable measured = contracts.variables().get(variable);
            if (code == null && measured != null)
                code = labelled(question, measured, text).orElse(null);
            if (code == null) {
                issue(question.name(), "code", text);
                return new Answer(question.name(), variable, null, null, AnswerStatus.MISSING);
            }
            codes.put(question.name(), code);
            if (measured == null || measured.type() == Variable.Type.CATEGORY) {
                return new Answer(question.name(), variable, code, null, AnswerStatus.VALID);
            }
            if (measured.type() == Variable.Type.BINARY) return binary(question.name(), variable, code.equals("yes"));
            return new Answer(question.name(), variable, code, Numbers.decimal(code), AnswerStatus.VALID);
        }

        // Some exports hold labels where others hold codes.
        private Optional<String> labelled(Question question, Variable measured, String text) {
            // A number that the questionnaire does not list is a wrong code, never a label.
            if (Numbers.decimal(text) != null) return Optional.empty();
            Boolean yes = measured.type() == Variable.Type.BINARY ? ColumnCheck.bool(text) : null;
            if (yes != null) return Optional.of(yes ? "yes" : "no");
            CodeList list = measured.codes() == null ? null : contracts.codes().get(measured.codes());
            if (list == null) return Optional.empty();
            return list.match(text).filter(question.codes()::containsValue);
        }

        private Answer number(Question question, String variable, String text) {
            Double number = Numbers.decimal(text);
            if (number == null || (question.type() == Question.Type.INTEGER && number != Math.rint(number))) {
                issue(question.name(), "type", text);
                return new Answer(question.name(), variable, null, null, AnswerStatus.MISSING);
            }
            if (question.range() != null && !question.range().contains(number)) {
                issue(question.name(), "range", text);
                return new Answer(question.name(), variable, null, null, AnswerStatus.MISSING);
            }
            boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
            String value = whole ? Long.toString(number.longValue()) : number.toString();
            return new Answer(question.name(), variable, value, number, AnswerStatus.VALID);
        }

        void multiple(Question question, int q, Layout.AnswerLayout layout, String[] cells) {
            String together = cell(cells, layout.combined(q));
            int[] split = layout.split(q);
            List<String> choices = List.copyOf(question.choices().keySet());
            boolean apart = false;
            for (int position : split) apart |= !cell(cells, position).isEmpty();
            String any = together.isEmpty() && apart ? "1" : together;
            AnswerStatus status = status(question, any, layout.asked(q));
            List<String> chosen =
                    status == AnswerStatus.VALID && !together.isEmpty() ? chosen(question, together) : List.of();
            int c = 0;
            boolean conflict = false;
            for (Map.Entry<String, String> choice : question.choices().entrySet()) {
                String name = layout.choiceNames(q)[c];
                String own = cell(cells, split[c]);
                if (status != AnswerStatus.VALID) {
                    result.answers.add(new Answer(name, choice.getValue(), null, null, status));
                } else if (!together.isEmpty()) {
                    boolean yes = chosen.contains(choices.get(c));
                    Boolean said = own.isEmpty() ? null : ColumnCheck.bool(plain(own));
                    conflict |= said != null && said != yes;
                    result.answers.add(binary(name, choice.getValue(), yes));
                } else if (layout.combined(q) < 0 && split[c] < 0) {
                    result.answers.add(new Answer(name, choice.getValue(), null, null, AnswerStatus.NOT_ASKED));
                } else {
                    result.answers.add(oneChoice(name, choice.getValue(), own));
                }
                c++;
            }
            if (conflict) issue(question.name(), "conflict", together);
        }

        private List<String> chosen(Question question, String together) {
            List<String> chosen = new ArrayList<>();
            int from = 0;
            for (int i = 0; i <= together.length(); i++) {
                if (i < together.length() && together.charAt(i) != ' ' && together.charAt(i) != ',') continue;
                if (i > from) {
                    String token = plain(together.substring(from, i));
                    if (question.choices().containsKey(token)) chosen.add(token);
                    else issue(question.name(), "code", together);
                }
                from = i + 1;
            }
            return chosen;
        }

        private Answer oneChoice(String name, String variable, String own) {
            if (own.isEmpty()) return new Answer(name, variable, null, null, AnswerStatus.MISSING);
            AnswerStatus said = missing(own);
            if (said != null) return new Answer(name, variable, null, null, said);
            Boolean yes = ColumnCheck.bool(plain(own));
            if (yes == null) {
                issue(name, "code", own);
                return new Answer(name, variable, null, null, AnswerStatus.MISSING);
            }
            return binary(name, variable, yes);
        }

        private Answer binary(String question, String variable, boolean yes) {
            return new Answer(question, variable, yes ? "1" : "0", yes ? 1.0 : 0.0, AnswerStatus.VALID);
        }

        private void issue(String question, String rule, String text) {
            String issue = question + ":" + rule;
            if (!result.issues.contains(issue)) result.issues.add(issue);
            result.raw.put(question, text);
        }

        /** Digits of any script as 0–9, and spreadsheets' 2.0 as 2. */
        private static String plain(String text) {
            String digits = Text.asciiDigits(text);
            return digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits;
        }
    }
}
