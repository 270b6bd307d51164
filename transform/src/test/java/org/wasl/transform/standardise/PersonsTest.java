package org.wasl.transform.standardise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which names are one person's. */
class PersonsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # patronymics
            Mohamed bin Ali Al-Kuwari               | muhammad ali kuwari
            Ahmed ibn Khaled El Masri               | ahmad khalid masri
            Noora bint Hamad Al Thani               | noora hamad thani
            محمد بن علي الكواري                      | محمد علي كواري
            فاطمة بنت حمد آل ثاني                    | فاطمه حمد ثاني
            Abdel-Rahman                            | abdulrahman
            Abdur Rahman                            | abdulrahman
            Abd al-Rahman                           | abdulrahman
            Abdurrahman                             | abdulrahman
            Abdullah                                | abdullah
            عبد الرحمن                              | عبدالرحمن
            Abu Bakr                                | abubakr
            أبو بكر                                 | ابوبكر
            # Bangladesh
            Md. Rahim Uddin                         | muhammad rahim uddin
            Mohd. Rahimuddin                        | muhammad rahim uddin
            Sk. Nasir ud-Din S/O Md. Karim          | sheikh nasir uddin muhammad karim
            Mst. Fatema Khatoon                     | fatima khatun
            Rokeya Begam                            | rokeya begum
            MD ANWAR HOSSAIN                        | muhammad anwar hussain
            Shaikh Abdus Salam Miya                 | sheikh abdulsalam miah
            # Nepal
            Ram Bdr. Thapa                          | ram bahadur thapa
            Sita Kri Grg                            | sita kumari gurung
            Bijay Kr. Shresth                       | vijay kumar shrestha
            # India
            K. P. Ramesh                            | k p ramesh
            Smt. Laxmi Devi                         | lakshmi devi
            Mr. Suresh Kumar Nayar                  | suresh kumar nair
            # what is a title at the front only
            Dr. Eng. Ahmed Ali                      | ahmad ali
            المهندس أحمد علي                         | احمد علي
            """)
    void aNameInOneSpelling(String written, String standard) {
        assertEquals(standard, Standardisers.named("person").apply(written));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Thapa, Ram Bahadur           | Ram Bdr. Thapa
            Ramesh K P                   | K.P. Ramesh
            Al-Kuwari, Mohamed Ali       | Mohammed bin Ali Al Kuwari
            """)
    void theOrderDoesNotMatter(String left, String right) {
        assertEquals(
                Standardisers.named("person_words").apply(left),
                Standardisers.named("person_words").apply(right));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Mohamed Abdulrahman Ali Alkuwari | محمد عبد الرحمن بن علي الكواري
            Ahmed Hassan                     | أحمد محمد حسن
            Ramesh K. Thapa                  | Thapa Ramesh Kumar
            Md Rahim Uddin                   | Rahimuddin
            Ram Thapa                        | Ram Bahadur Thapa
            Nasser Yousef                    | Nasir Yusuf
            Salahuddin Ahmed                 | صلاح الدين أحمد
            Anita Sharma                     | Aneeta Sharmaa
            """)
    void onePerson(String left, String right) {
        double similarity = Similarities.named("person").applyAsDouble(left, right);
        assertTrue(similarity >= 0.85, () -> "only " + similarity);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Mohamed Ali            | Mohamed Hassan
            Ram Bahadur Thapa      | Hari Bahadur Gurung
            Ahmed                  | Ahmed Khalid Saeed
            محمد علي               | Khalid Ahmed
            Sunita Rai             | Anita Rai
            """)
    void twoPersons(String left, String right) {
        double similarity = Similarities.named("person").applyAsDouble(left, right);
        assertTrue(similarity < 0.85, () -> "as much as " + similarity);
    }
}
