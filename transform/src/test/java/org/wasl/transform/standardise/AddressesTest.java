package org.wasl.transform.standardise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Zone, street and building, however they are written. */
class AddressesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Zone 57, St. 12, Bldg 8                          | zone 57 street 12 building 8
            Bldg. No. 8, Street No: 012, Zone (57)           | zone 57 street 12 building 8
            Z57 S12 B8                                       | zone 57 street 12 building 8
            zone57 str12 building8A                          | zone 57 street 12 building 8a
            Building 8 A, Street 12                          | street 12 building 8a
            57/12/8                                          | zone 57 street 12 building 8
            Zone fifty-seven, 12th Street                    | zone 57 street 12
            Industrial Area, Street 23, Villa #4, 2nd floor  | street 23 building 4 floor 2
            Flat 11, Bldg 8, P.O. Box 2207, Doha             | building 8 unit 11 po_box 2207
            منطقة 57 شارع 12 مبنى 8                          | zone 57 street 12 building 8
            المنطقة ٥٧ ، الشارع رقم ١٢ ، بناية ٨             | zone 57 street 12 building 8
            شارع ١٢ منطقة سبعة وخمسون الطابق الثاني شقة 3     | zone 57 street 12 unit 3
            ص.ب 2207 الدوحة                                  | po_box 2207
            Doha, Qatar                                      |
            """)
    void parts(String written, @Nullable String standard) {
        assertEquals(standard, Standardisers.named("address").apply(written));
    }

    @ParameterizedTest
    @CsvSource({"zone, 57", "street, 12", "building, 8", "unit, 3", "po_box, 2207"})
    void eachPartByItself(String part, String number) {
        assertEquals(number, Standardisers.named(part).apply("Flat 3, Bldg 8, St 12, Zone 57, P.O. Box 2207"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Zone 57 St 12 Bldg 8 | منطقة 57 شارع 12 مبنى 8 | 1
            Zone 57 St 12 Bldg 8 | Zone 57 St 12 Bldg 9    | 0.6667
            Zone 57 St 12 Bldg 8 | Zone 57 St 12           | 0.8889
            Zone 57              | St 12                   | 0
            Zone 57              | Doha                    | 0
            """)
    void sharesOfPartsThatAgree(String left, String right, double share) {
        assertEquals(share, Similarities.named("address").applyAsDouble(left, right), 5e-5);
    }
}
