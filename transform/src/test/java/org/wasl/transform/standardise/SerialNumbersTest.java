package org.wasl.transform.standardise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers read by eye. */
class SerialNumbersTest {
    private static final Similarity SERIAL = Similarities.named("serial");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # same | the number    | a likely slip | another number
            O and 0              | CN01234S      | CNO1234S      | CN91234S
            I and 1              | S1I9821       | SI19821       | S1I4821
            5 and S              | SGH5512       | SGHS512       | SGH7512
            8 and B              | PS08120       | PS0B120       | PS04120
            2 and Z              | Z15204        | 215204        | Z15904
            6 and G              | SG6H71        | SGGH71        | SG2H71
            neighbours swapped   | CN012345      | CN012354      | CN012399
            one digit too many   | CN100052      | CN1000052     | CN10007052
            """)
    void aLikelySlipIsNearerThanAnotherNumber(String what, String number, String slip, String another) {
        double likely = SERIAL.applyAsDouble(number, slip);
        double unlikely = SERIAL.applyAsDouble(number, another);
        assertTrue(likely > unlikely, () -> what + ": " + likely + " against " + unlikely);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CN0I234S | CNO12345 | 0.95
            ABCDEFGH | ABCDEFGX | 0.875
            ABC      | 123      | 0
            ABCD     | BACD     | 0.85
            """)
    void oneLessTheCostAShareOfTheLength(String left, String right, double similarity) {
        assertEquals(similarity, SERIAL.applyAsDouble(left, right), 5e-5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            serial        | ' cn-0 1234/s. ' | CN01234S
            serial        | CN٠١٢            | CN012
            serial_folded | CNO1234S         | CN012345
            serial_folded | bQILZGd          | 8011260
            """)
    void forms(String standardiser, String written, String standard) {
        assertEquals(standard, Standardisers.named(standardiser).apply(written));
    }
}
