package org.wasl.warehouse.survey;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command line's notation for estimators. */
final class EstimatorText {
    private static final Pattern CALL = Pattern.compile("\\s*(\\w+)\\s*\\((.*)\\)\\s*", Pattern.DOTALL);
    private static final List<String> NAMES =
            List.of("mean", "total", "prop", "ratio", "quantile", "var", "difference", "glm", "ttest", "chisq");

    private EstimatorText() {}

    static Estimator parse(String text) {
        Matcher call = CALL.matcher(text);
        if (!call.matches()) {
            throw new SurveyException("\"" + text + "\" is not an estimate: write one as mean(x), total(x), prop(x),"
                    + " ratio(a/b), quantile(x, .5), var(x) or difference(x, by, of, minus).");
        }
        String name = call.group(1).toLowerCase(Locale.ROOT);
        List<String> arguments =
                Arrays.stream(call.group(2).split(",", -1)).map(String::strip).toList();
        return switch (name) {
            case "mean" -> new Estimator.Mean(only(text, arguments));
            case "total" -> new Estimator.Total(only(text, arguments));
            case "var" -> new Estimator.Variance(only(text, arguments));
            case "prop" -> new Estimator.Proportion(argument(text, arguments, 0), interval(text, arguments, 1));
            case "ratio" -> ratio(text, only(text, arguments));
            case "quantile" ->
                new Estimator.Quantile(
                        argument(text, arguments, 0), probability(text, arguments), interval(text, arguments, 2));
            case "difference" ->
                new Estimator.Difference(
                        argument(text, arguments, 0),
                        argument(text, arguments, 1),
                        argument(text, arguments, 2),
                        argument(text, arguments, 3));
            case "glm" ->
                new Estimator.Regression(
                        argument(text, arguments, 0),
                        arguments.size() < 2
                                ? Estimator.Family.GAUSSIAN
                                : word(text, argument(text, arguments, 1), Estimator.Family.class));
            case "ttest" -> new Estimator.TTest(only(text, arguments));
            case "chisq" -> independence(text, arguments);
            default ->
                throw new SurveyException("\"" + text + "\": unknown estimator \"" + name + "\"; nearest: "
                        + YamlDocument.nearest(name, NAMES) + ".");
        };
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
        return arguments.get(position);
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

    private static Estimator independence(String text, List<String> arguments) {
        String[] sides = argument(text, arguments, 0).split("\\*", -1);
        if (sides.length != 2) {
            throw new SurveyException("\"" + text + "\": write two categories as chisq(a*b).");
        }
        return new Estimator.Independence(
                sides[0].strip(),
                sides[1].strip(),
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
        int slash = argument.indexOf('/');
        if (slash <= 0 || slash == argument.length() - 1) {
            throw new SurveyException("\"" + text + "\": write a ratio as ratio(numerator/denominator).");
        }
        return new Estimator.Ratio(
                argument.substring(0, slash).strip(),
                argument.substring(slash + 1).strip());
    }
}
