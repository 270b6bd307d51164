package org.wasl.transform.standardise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which names are one firm's. */
class OrganisationsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Al Noor Gulf Trading & Contracting Co. W.L.L.       | noor gulf trading contracting
            El Noor Gulf Trdg. and Cont. WLL                    | noor gulf trading contracting
            AL-NOOR GULF TRADING &amp; CONTRACTING (W L L)      | noor gulf trading contracting
            AlNoor Gulf Trading + Contracting Company LLC       | noor gulf trading contracting
            Al Noor Gulf Trading & Contracting - Branch No. 02  | noor gulf trading contracting
            Al Noor Gulf Trading & Contracting (formerly Blue)  | noor gulf trading contracting
            Int'l Mfg. Co. Ltd.                                 | international manufacturing
            Darwish Bros. Const. & Engg. Est.                   | darwish brothers construction engineering
            Café Société S.P.C.                                 | cafe societe
            The Bank of Doha Q.P.S.C.                           | bank doha
            Camp Twenty-Two                                     | camp 22
            Camp 022                                            | camp 22
            First Light Svcs. Pvt. Ltd.                         | first light services
            شركة النور الخليج للتجارة والمقاولات ذ.م.م          | نور خليج تجاره مقاولات
            النُّور الخليج للتجاره و المقاولات (ذ م م)           | نور خليج تجاره مقاولات
            مؤسسة النور للإنشاءات فرع ٢                          | نور انشاات
            شركة الأمانة للأعمال المدنية ذات مسؤولية محدودة     | امانه اعمال مدنيه
            جابر وشركاه                                         | جابر شركاه
            W.L.L.                                              |
            """)
    void aNameWithoutWhatIsNotTheName(String written, @Nullable String standard) {
        assertEquals(standard, Standardisers.named("organisation").apply(written));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Al Noor Trading W.L.L.                   | wll
            Al Noor Trading W L L                    | wll
            Al Noor Trading Co. W.L.L.               | wll
            Al Noor Trading L.L.C.                   | wll
            Al Noor Limited Liability Company        | wll
            شركة النور للتجارة ذ.م.م                  | wll
            شركة النور للتجارة ذات مسؤولية محدودة     | wll
            Gulf Bank Q.P.S.C.                       | qpsc
            بنك الخليج ش.م.ع.ق                        | qpsc
            بنك الخليج ش.م.ق                          | qsc
            Al Noor S.P.C.                           | spc
            شركة الشخص الواحد النور                   | spc
            Al Noor Est.                             | est
            مؤسسة النور                              | est
            Al Noor Pvt. Ltd.                        | pvt_ltd
            Al Noor Ltd                              | ltd
            Al Noor & Co.                            | company
            شركة النور                               | company
            Al Noor                                  |
            """)
    void legalFormsHaveOneNameInBothScripts(String written, @Nullable String form) {
        assertEquals(form, Standardisers.named("legal_form").apply(written));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Al Noor Trading Co. W.L.L.               | company wll
            Al Noor Trading W.L.L.                   | wll
            Al Noor Trading Co.                      | company
            Al Noor Trading Co. LLC                  | company wll
            شركة النور للتجارة ذ.م.م                 | wll
            شركة النور للتجارة                       |
            Al Noor W.L.L. (formerly Al Nour Est.)   | wll
            Qatari Public Shareholding Company Noor  | qpsc
            """)
    void legalFormsAreAllThatANameTells(String written, @Nullable String forms) {
        assertEquals(forms, Standardisers.named("legal_forms").apply(written));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            شركة النور الخليج للتجارة والمقاولات ذ.م.م | نور gulf trading contracting
            الساحل لخدمات الأمن                         | ساحل services security
            درويش وأولاده للعقارات                      | درويش sons real estate
            الخرسانة الجاهزة الوطنية                    | ready mix national
            """)
    void wordsOfBusinessAreTranslated(String written, String bilingual) {
        assertEquals(bilingual, Standardisers.named("organisation_bilingual").apply(written));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Al Noor Gulf Trading W.L.L.       | Nour Gulf Trdg. Co.
            Trading Gulf Al Noor              | Al Noor Gulf Trading
            Al Noor Gulf Trading & Contracting | شركة النور الخليج للتجارة والمقاولات ذ.م.م
            Al Fardan Group                   | مجموعة الفردان القابضة
            Bluestar Transport                | Blue Star Transport
            Al Shaheen Security Services      | الشاهين لخدمات الأمن
            Mesaieed Camp 12                  | مخيم مسيعيد 12
            Al Hilal Crescent Engineering     | شركة الهلال كريسنت للهندسة
            Al Hilal Crescent Trading         | الهلال الهلال للتجارة
            """)
    void oneFirm(String left, String right) {
        double similarity = Similarities.named("organisation").applyAsDouble(left, right);
        assertTrue(similarity >= 0.85, () -> "only " + similarity);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Al Noor Gulf Trading      | Al Waha Gulf Trading
            Sailiya Camp 12           | Sailiya Camp 13
            Sailiya Camp 12           | Sailiya Camp
            Al Marjan Contracting     | Al Marwan Contracting
            Al Noor Trading           | الساحل للتجارة
            Blue Lagoon Services      | Green Palm Services
            """)
    void twoFirms(String left, String right) {
        double similarity = Similarities.named("organisation").applyAsDouble(left, right);
        assertTrue(similarity < 0.85, () -> "as much as " + similarity);
    }
}
