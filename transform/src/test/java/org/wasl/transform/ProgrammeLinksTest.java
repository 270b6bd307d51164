package org.wasl.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.wasl.transform.linkage.ViewLinkage;
import org.wasl.transform.linkage.file.ModelFile;
import org.wasl.transform.linkage.review.Decided;
import org.wasl.transform.linkage.review.Decision;

/** The programme's linkage models, each on a table that fits on a screen. */
class ProgrammeLinksTest {
    private static final Path MODELS =
            Path.of(System.getProperty("wasl.programme")).resolve("links");
    private static final SparkSession SPARK = TestSpark.session();

    private static final String NO_NUMBER = "CAST(array() AS array<string>)";

    private static void employers() {
        view("registration", "id, cr_numbers, establishment_ids, names", """
                ('r1', array('1001'), array('E1'), array('Al Noor Gulf Trading & Contracting Co. W.L.L.', 'شركة النور الخليج للتجارة والمقاولات ذ.م.م')),
                ('r2', array('1002'), array('E2'), array('Al Noor Gulf Construction W.L.L.')),
                ('r3', array('1003'), array('E3'), array('Blue Lagoon Security Services', 'شركة البحيرة الزرقاء لخدمات الأمن')),
                ('r4', array('1004'), array('E4'), array('Oryx Gate Transport W.L.L.')),
                ('r5', array('1005'), array('E4'), array('Silver Falcon Catering W.L.L.'))""");
    }

    @Test
    void aFormIsOfTheRegistrationOfItsNumberOrElseOfItsName() {
        employers();
        view("enrolment", "id, cr_numbers, establishment_ids, names", """
                ('e1', array('1002'), array(), array('Al-Noor Gulf Const. Co.')),
                ('e2', array(), array(), array('El Nour Gulf Trdg and Cont. WLL')),
                ('e3', array(), array(), array('البحيره الزرقاء لخدمات الامن')),
                ('e4', array('1004'), array(), array('Oryx Gate')),
                ('e5', array(), array(), array('Golden Anchor Transport'))""");
        assertEquals(
                List.of(
                        "e1 r2 registration same, name same",
                        "e2 r1 name same in other words",
                        "e3 r3 name same in other words",
                        "e4 r4 registration same, name different"),
                links("employer"));
    }

    @Test
    void decisionsHoldBeforeTheModel() {
        employers();
        view("enrolment", "id, cr_numbers, establishment_ids, names", """
                ('e1', array('1002'), array(), array('Al Noor Gulf Construction')),
                ('e5', array(), array(), array('Golden Anchor Transport'))""");
        assertEquals(
                List.of("e5 r2 decided"),
                links(
                        "employer",
                        new Decision("e1", "r2", false, "A. Kumar"),
                        new Decision("e5", "r2", true, "A. Kumar")));
    }

    @Test
    void registrationsOfOneEstablishmentAreOfOneEmployer() {
        employers();
        assertEquals(List.of("r4 r5 establishment same"), links("registration"));
    }

    private static List<String> links(String model, Decision... decisions) {
        return ViewLinkage.links(
                        SPARK,
                        ModelFile.read(MODELS.resolve(model + ".yaml")),
                        new Decided(List.of(decisions)),
                        true)
                .orderBy("id_l", "id_r")
                .collectAsList()
                .stream()
                .map(link -> link.getString(0) + " " + link.getString(1) + " " + link.getString(3))
                .toList();
    }

    private static void view(String name, String columns, String rows) {
        SPARK.sql("SELECT * FROM VALUES " + rows.replace("array()", NO_NUMBER) + " AS t(" + columns + ")")
                .createOrReplaceTempView(name);
    }
}
