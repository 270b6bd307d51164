package org.wasl.transform.standardise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Telephone numbers and mailboxes. */
class ContactsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            phone    | 4412 3456                    | +97444123456
            phone    | +974 4412-3456               | +97444123456
            phone    | 00974 44123456               | +97444123456
            phone    | 974-4412-3456                | +97444123456
            phone    | ٤٤١٢٣٤٥٦                     | +97444123456
            phone    | Tel. (+974) 4412 3456 ext. 12 | +97444123456
            phone    | 44123456 / 55123456          | +97444123456
            phone    | n/a or 55123456              | +97455123456
            phone    | +91 98123 45678              | +919812345678
            phone:IN | 098123 45678                 | +919812345678
            phone:NP | 984-1234567                  | +9779841234567
            phone    | 12345                        |
            phone    | none                         |
            """)
    void telephoneNumbers(String standardiser, String written, @Nullable String number) {
        assertEquals(number, Standardisers.named(standardiser).apply(written));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Ram.Thapa+work@GMail.com        | ramthapa@gmail.com
            ramthapa@googlemail.com         | ramthapa@gmail.com
            ram.thapa@gmial.con             | ramthapa@gmail.com
            ram.thapa@gmail                 | ramthapa@gmail.com
            ram.thapa@hotmial.com           | ram.thapa@hotmail.com
            ram.thapa@yahoo,com             | ram.thapa@yahoo.com
            ram @ yaho.com                  | ram@yahoo.com
            "Ram Thapa" <ram@example.org>   | ram@example.org
            mailto:ram@example.org.         | ram@example.org
            ram@example.cmo                 | ram@example.com
            ram(at)example.org              |
            ram@@example.org                |
            @example.org                    |
            ram@localhost                   |
            """, quoteCharacter = '`')
    void mailboxes(String written, @Nullable String mailbox) {
        assertEquals(mailbox, Standardisers.named("email").apply(written));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            phone | 44123456             | +974 4412 3456     | 1
            phone | 44123456             | 44123457           | 0.85
            phone | 44123456             | 44123465           | 0.85
            phone | 44123456             | 55987654           | 0
            phone | none                 | none               | 0
            email | ram@gmail.com        | ram@hotmail.com    | 0.7
            email | rthapa99@gmail.com   | rthapa98@gmail.com | 0.875
            email | ram@gmail.com        | sita@gmail.com     | 0
            """)
    void similarities(String name, String left, String right, double similarity) {
        assertEquals(similarity, Similarities.named(name).applyAsDouble(left, right), 1e-9);
    }
}
