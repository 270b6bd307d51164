package org.wasl.warehouse.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wasl.warehouse.yaml.Nearest;

/** The command line's notation for estimators. */
final class EstimatorText {
    private static final Pattern CALL = Pattern.compile("\\s*(\\w+)\\s*\\((.*)\\)\\s*", Pattern.DOTALL);
    private static final List<String> NAMES = List.of(
            "mean",
            "total",
            "prop",
            "ratio",
            "quantile",
            "var",
            "cov",
            "corr",
            "gini",
            "concentration",
            "difference",
            "relative",
            "contrast",
            "glm",
            "ttest",
            "chisq",
            "kappa");

    /** Of those that take several; a name with a comma in it stands in quotation marks. */
    private static final Map<String, Integer> MOST_ARGUMENTS = Map.of(
            "cov",
            2,
            "corr",
            2,
            "concentration",
            2,
            "kappa",
            2,
            "prop",
            2,
            "glm",
            2,
            "chisq",
            2,
            "difference",
            4,
            "relative",
            4,
            "quantile",
            4);

    private static final Map<String, QuantileRule> RULES = byName(QuantileRule.class);
    private static final Map<String, Estimator.Interval> INTERVALS_OF_QUANTILES = byName(Estimator.Interval.class);

    private EstimatorText() {}

    static Estimator parse(String text) {
        Matcher call = CALL.matcher(text);
        if (!call.matches()) {
            throw new SurveyException("\"" + text + "\" is not an estimate: write one as mean(x), total(x), prop(x),"
                    + " ratio(a/b), quantile(x, .5), var(x) or difference(x, by, of, minus); " + NAMES + " are known.");
        }
        String name = call.group(1).toLowerCase(Locale.ROOT);
        List<String> arguments = split(call.group(2));
        Integer most = MOST_ARGUMENTS.get(name);
        if (most != null && arguments.size() > most) {
            throw new SurveyException(
                    "\"" + text + "\": " + name + " takes " + most + " arguments, " + arguments.size() + " found.");
        }
        return switch (name) {
            case "mean" -> new Estimator.Mean(only(text, arguments));
            case "total" -> new Estimator.Total(only(text, arguments));
            case "var" -> new Estimator.Variance(only(text, arguments));
            case "cov" -> new Estimator.Covariance(argument(text, arguments, 0), argument(text, arguments, 1));
            case "corr" -> new Estimator.Correlation(argument(text, arguments, 0), argument(text, arguments, 1));
            case "gini" -> new Estimator.Concentration(only(text, arguments), only(text, arguments));
            case "concentration" ->
                new Estimator.Concentration(argument(text, arguments, 0), argument(text, arguments, 1));
            case "prop" -> proportion(text, arguments);
            case "ratio" -> ratio(text, only(text, arguments));
            case "quantile" -> quantile(text, arguments);
            case "difference" ->
                new Estimator.Difference(
                        figure(text, arguments),
                        argument(text, arguments, 1),
                        argument(text, arguments, 2),
                        argument(text, arguments, 3));
            case "relative" ->
                new Estimator.Relative(
                        figure(text, arguments),
                        argument(text, arguments, 1),
                        argument(text, arguments, 2),
                        argument(text, arguments, 3));
            case "contrast" -> contrast(text, arguments);
            case "glm" ->
                new Estimator.Regression(
                        argument(text, arguments, 0),
                        arguments.size() < 2
                                ? Estimator.Family.GAUSSIAN
                                : word(text, argument(text, arguments, 1), Estimator.Family.class));
            case "ttest" -> new Estimator.TTest(tested(only(text, arguments)));
            case "kappa" -> new Estimator.Kappa(argument(text, arguments, 0), argument(text, arguments, 1));
            case "chisq" -> independence(text, arguments);
            default ->
                throw new SurveyException("\"" + text + "\": unknown estimator \"" + name + "\"; nearest: "
                        + Nearest.one(name, NAMES) + ".");
        };
    }

    /** The parts between commas that stand outside brackets and quotation marks. */
    static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            depth += quoted ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0 && !quoted) {
                parts.add(text.substring(from, i).strip());
                from = i + 1;
            }
        }
        parts.add(text.substring(from).strip());
        return parts;
    }

    /** quantile(x, p), then an interval, a rule or both. */
    private static Estimator quantile(String text, List<String> arguments) {
        Estimator.Interval interval = Estimator.Interval.MEAN;
        QuantileRule rule = QuantileRule.MATH;
        for (int i = 2; i < arguments.size(); i++) {
            String word = argument(text, arguments, i).toUpperCase(Locale.ROOT);
            QuantileRule named = RULES.get(word);
            if (named != null) {
                rule = named;
            } else if (INTERVALS_OF_QUANTILES.containsKey(word)) {
                interval = INTERVALS_OF_QUANTILES.getOrDefault(word, interval);
            } else {
                throw new SurveyException("\"" + text + "\": \"" + arguments.get(i) + "\" is neither an interval ("
                        + String.join(", ", INTERVALS_OF_QUANTILES.keySet()).toLowerCase(Locale.ROOT)
                        + ") nor a rule (" + String.join(", ", RULES.keySet()).toLowerCase(Locale.ROOT) + ").");
            }
        }
        return new Estimator.Quantile(argument(text, arguments, 0), probability(text, arguments), interval, rule);
    }

    private static <T extends Enum<T>> Map<String, T> byName(Class<T> type) {
        Map<String, T> named = new LinkedHashMap<>();
        for (T constant : type.getEnumConstants()) {
            named.put(constant.name(), constant);
        }
        return named;
    }

    private static Estimator proportion(String text, List<String> arguments) {
        String of = argument(text, arguments, 0);
        Estimator.Interval interval = interval(text, arguments, 1);
        int equals = outsideQuotes(of, '=');
        return equals < 0
                ? new Estimator.Proportion(of, interval)
                : new Estimator.Share(
                        unquoted(of.substring(0, equals).strip()),
                        unquoted(of.substring(equals + 1).strip()),
                        interval);
    }

    /** What a comparison compares: a column's mean, or a figure in brackets. */
    private static Estimator.Simple figure(String text, List<String> arguments) {
        String figure = argument(text, arguments, 0);
        if (!figure.contains("(") || arguments.get(0).startsWith("\"")) {
            return new Estimator.Mean(figure);
        }
        if (parse(figure) instanceof Estimator.Simple simple) {
            return simple;
        }
        throw new SurveyException("\"" + text + "\": \"" + figure
                + "\" cannot be compared between groups; mean(x), total(x), prop(z=level) and ratio(a/b) can.");
    }

    private static Estimator contrast(String text, List<String> arguments) {
        Map<String, Double> weights = new LinkedHashMap<>();
        for (String part : arguments.subList(Math.min(2, arguments.size()), arguments.size())) {
            int colon = part.lastIndexOf(':');
            try {
                String group = unquoted(part.substring(0, Math.max(0, colon)).strip());
                if (weights.put(group, Double.valueOf(part.substring(colon + 1).strip())) != null) {
                    throw new SurveyException("\"" + text + "\": \"" + group + "\" has two weights.");
                }
            } catch (NumberFormatException notANumber) {
                throw new SurveyException(
                        "\"" + text + "\": \"" + part + "\" is not a group and its weight, e.g. yes: 1.", notANumber);
            }
        }
        if (weights.isEmpty()) {
            throw new SurveyException(
                    "\"" + text + "\": no weights; write a contrast as contrast(x, by, a: 1, b: -0.5, c: -0.5).");
        }
        return new Estimator.Contrast(figure(text, arguments), argument(text, arguments, 1), weights);
    }

    /** Where a sign stands first, outside names in quotation marks; −1 where it does not. */
    private static int outsideQuotes(String text, char sign) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            if (c == sign && !quoted) {
                return i;
            }
        }
        // A single mark is part of a name.
        return quoted ? text.indexOf(sign) : -1;
    }

    private static String only(String text, List<String> arguments) {
        if (arguments.size() != 1) {
            throw new SurveyException("\"" + text + "\": one variable expected, " + arguments.size() + " found.");
        }
        return argument(text, arguments, 0);
    }

    private static String argument(String text, List<String> arguments, int position) {
        if (position >= arguments.size() || arguments.get(position).isEmpty()) {
            throw new SurveyException("\"" + text + "\": argument " + (position + 1) + " is missing.");
        }
        return unquoted(arguments.get(position));
    }

    /** A name with commas or brackets in it may stand in quotation marks. */
    private static String unquoted(String name) {
        return name.length() > 1 && name.startsWith("\"") && name.indexOf('"', 1) == name.length() - 1
                ? name.substring(1, name.length() - 1)
                : name;
    }

    private static Estimator.Interval interval(String text, List<String> arguments, int position) {
        return position < arguments.size()
                ? Estimator.interval(argument(text, arguments, position))
                : Estimator.Interval.MEAN;
    }

    private static double probability(String text, List<String> arguments) {
        String given = argument(text, arguments, 1);
        try {
            return Double.parseDouble(given);
        } catch (NumberFormatException notANumber) {
            throw new SurveyException("\"" + text + "\": \"" + given + "\" is not a probability.", notANumber);
        }
    }

    /** A bare column is tested against zero. */
    private static String tested(String formula) {
        return formula.contains("~") ? formula : formula + " ~ 0";
    }

    private static Estimator independence(String text, List<String> arguments) {
        String both = argument(text, arguments, 0);
        int times = outsideQuotes(both, '*');
        if (times < 0 || outsideQuotes(both.substring(times + 1), '*') >= 0) {
            throw new SurveyException("\"" + text + "\": write two categories as chisq(a*b).");
        }
        return new Estimator.Independence(
                unquoted(both.substring(0, times).strip()),
                unquoted(both.substring(times + 1).strip()),
                arguments.size() < 2
                        ? Estimator.Test.F
                        : word(text, argument(text, arguments, 1), Estimator.Test.class));
    }

    private static <T extends Enum<T>> T word(String text, String word, Class<T> type) {
        try {
            return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new SurveyException(
                    "\"" + text + "\": \"" + word + "\" is none of "
                            + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT) + ".",
                    unknown);
        }
    }

    private static Estimator ratio(String text, String argument) {
        int slash = outsideQuotes(argument, '/');
        if (slash <= 0 || slash == argument.length() - 1) {
            throw new SurveyException("\"" + text + "\": write a ratio as ratio(numerator/denominator).");
        }
        return new Estimator.Ratio(
                unquoted(argument.substring(0, slash).strip()),
                unquoted(argument.substring(slash + 1).strip()));
    }
}
