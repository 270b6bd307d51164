package org.wasl.transform.standardise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days as people and exports write them. */
class DatesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2019-03-12              | 2019-03-12
            2019-03-12T08:00:00Z    | 2019-03-12
            12/03/2019 14:05        | 2019-03-12
            12.3.19                 | 2019-03-12
            12-Mar-2019             | 2019-03-12
            12 March 2019           | 2019-03-12
            12th of March, 2019     | 2019-03-12
            March 12, 2019          | 2019-03-12
            2019 Mar 12             | 2019-03-12
            20190312                | 2019-03-12
            12032019                | 2019-03-12
            03/25/2019              | 2019-03-25
            ١٢ مارس ٢٠١٩             | 2019-03-12
            12 آذار 2019            | 2019-03-12
            ٥ كانون الثاني ٢٠٢٠      | 2020-01-05
            5/7/1440 هـ             | 2019-03-12
            12/03/67                | 1967-03-12
            31/02/2019              |
            00000000                |
            12/2019                 |
            soon                    |
            """)
    void days(String written, @Nullable String day) {
        assertEquals(day, Standardisers.named("date").apply(written));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            03/12/2019 | 2019-03-12
            25/03/2019 | 2019-03-25
            """)
    void theMonthFirstWhereAsked(String written, String day) {
        assertEquals(day, Standardisers.named("date_month_first").apply(written));
    }

    @Property(tries = 200)
    void whateverTheForm(@ForAll @IntRange(min = -25_000, max = 30_000) int epochDay) {
        LocalDate day = LocalDate.ofEpochDay(epochDay);
        for (String pattern : new String[] {"yyyy-MM-dd", "d/M/yyyy", "d MMMM yyyy", "MMMM d, yyyy", "yyyyMMdd"}) {
            assertEquals(
                    day.toString(),
                    Standardisers.named("date")
                            .apply(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
                                    .format(day)),
                    pattern);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "12/03/2019, 2019-03-12, 1",
        "12/03/2019, 03/12/2019, 0.9",
        "12/03/2019, 13/03/2019, 0.85",
        "12/03/2019, 12/11/1980, 0"
    })
    void similarities(String left, String right, double similarity) {
        assertEquals(similarity, Similarities.named("date").applyAsDouble(left, right), 1e-9);
    }
}
