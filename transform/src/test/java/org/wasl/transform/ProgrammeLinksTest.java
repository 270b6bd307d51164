package org.wasl.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.wasl.transform.clean.CleanFunctions;
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
        named("registration", "id, cr_numbers, establishment_ids, names", """
                ('r1', array('1001'), array('E1'), array('Al Noor Gulf Trading & Contracting Co. W.L.L.', 'شركة النور الخليج للتجارة والمقاولات ذ.م.م')),
                ('r2', array('1002'), array('E2'), array('Al Noor Gulf Construction W.L.L.')),
                ('r3', array('1003'), array('E3'), array('Blue Lagoon Security Services', 'شركة البحيرة الزرقاء لخدمات الأمن')),
                ('r4', array('1004'), array('E4'), array('Oryx Gate Transport W.L.L.')),
                ('r5', array('1005'), array('E4'), array('Silver Falcon Catering W.L.L.'))""");
    }

    @Test
    void aFormIsOfTheRegistrationOfItsNumberOrElseOfItsName() {
        employers();
        named("enrolment", "id, cr_numbers, establishment_ids, names", """
                ('e1', array('1002'), array(), array('Al-Noor Gulf Const. Co.')),
                ('e2', array(), array(), array('El Nour Gulf Trdg and Cont. WLL')),
                ('e3', array(), array(), array('البحيره الزرقاء لخدمات الامن')),
                ('e4', array('1004'), array(), array('Desert Rose Group')),
                ('e5', array(), array(), array('Golden Anchor Transport'))""");
        assertEquals(
                List.of(
                        "e1 r2 registration same, name same, legal form different",
                        "e2 r1 name same in other words, legal form same in law",
                        "e3 r3 name same",
                        "e4 r4 registration same, name different"),
                links("employer"));
    }

    @Test
    void decisionsHoldBeforeTheModel() {
        employers();
        named("enrolment", "id, cr_numbers, establishment_ids, names", """
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

    @Test
    void whatAFieldTeamWroteIsTheEmployerOfThatName() {
        named("employer_name", "id, since, names", """
                ('emp1', 16436, array('Al Hilal Crescent Engineering & Construction W.L.L.', 'شركة الهلال كريسنت للهندسة والإنشاء ذ.م.م')),
                ('emp2', 16436, array('شركة اللؤلؤ كريسنت للهندسة والإنشاء ذ.م.م')),
                ('emp3', NULL, array('Oryx Gate Transport W.L.L.'))""");
        written(
                16801,
                "Al-Hilal Crescent Engg & Const",
                "Al Lulu Crescent Engineering & Construction",
                "Oryx Gaet Transport",
                "Oryx Gate Catering");
        assertEquals(
                List.of(
                        "Al Lulu Crescent Engineering & Construction emp2",
                        "Al-Hilal Crescent Engg & Const emp1",
                        "Oryx Gaet Transport emp3"),
                pairs("facility_employer"));
    }

    @Test
    void ofFirmsOfOneNameTheLegalFormAndTheDayOfJoiningTell() {
        named("employer_name", "id, since, names", """
                ('wll', 16436, array('Al Noor Civil Works W.L.L.', 'شركة النور للأعمال المدنية ذ.م.م')),
                ('co', 16436, array('Al Noor Civil Works Co. W.L.L.', 'شركة النور للأعمال المدنية ذ.م.م')),
                ('est', 16436, array('Al Noor Civil Works Est.')),
                ('early', 16436, array('Red Coral Transport W.L.L.')),
                ('late', 17897, array('Red Coral Transport W.L.L.'))""");
        written(
                16801,
                "AL NOOR CIVIL WORKS COMPANY WLL",
                "Al-Noor Civil Works Establishment",
                "Noor Civil Works LLC",
                "Red Coral Transport");
        assertEquals(
                List.of(
                        "AL NOOR CIVIL WORKS COMPANY WLL co",
                        "Al-Noor Civil Works Establishment est",
                        "Noor Civil Works LLC wll",
                        "Red Coral Transport early"),
                pairs("facility_employer"));
    }

    @Test
    void anAccommodationIsAtThePlaceOfItsFacilityOrOfItsName() {
        view("place_name", "id, municipality, facility_nos, names", """
                ('p1', 'doha', array('F-1'), array('Najma Residence 4')),
                ('p2', 'al_rayyan', array('F-2', 'F-3'), array('Sailiya Camp 12')),
                ('p3', 'al_rayyan', array('F-4'), array('Sailiya Camp 13')),
                ('p4', 'al_khor', array('F-5'), array('Al Khor Camp 1'))""");
        view("accommodation_name", "id, municipality, facility_nos, names", """
                ('a1', 'doha', array('F-1'), array('Najma Res. 4')),
                ('a2', 'al_rayyan', array(), array('Salliya Labour Accommodation 12')),
                ('a3', 'al_rayyan', array(), array('Sailiya Camp 14')),
                ('a4', 'al_khor', array('F-4'), array('Al Khor Camp 2'))""");
        assertEquals(List.of("a1 p1", "a2 p2"), pairs("site"));
    }

    @Test
    void aReferenceIsTheSiteOfThatNameAndNumber() {
        view("site_name", "id, names", """
                ('s1', array('Sailiya Camp 12', 'مخيم السيلية 12')),
                ('s2', array('Sailiya Camp 13')),
                ('s3', array('Ras Laffan Block 7'))""");
        view("reference_text", "id, names", """
                ('SALLIYA LABOUR CAMP 12', array('SALLIYA LABOUR CAMP 12')),
                ('RAS LAFFAN BLK 7', array('RAS LAFFAN BLK 7')),
                ('RAS LAFFAN BLOCK 8', array('RAS LAFFAN BLOCK 8'))""");
        assertEquals(List.of("RAS LAFFAN BLK 7 s3", "SALLIYA LABOUR CAMP 12 s1"), pairs("reference"));
    }

    @Test
    void interviewsOfDifferentWavesAreOfOnePersonByNumberKeyOrTelephone() {
        view("interview", "id, wave, respondent_key, qid, phone, sex, nationality, birth_year", """
                ('1:a', 1, 'a', 'q1', 't1', 'male', 'np', 1985),
                ('2:a', 2, 'a', NULL, NULL, 'male', 'np', 1986),
                ('3:b', 3, 'b', 'q1', 't2', 'male', 'np', 1985),
                ('1:c', 1, 'c', NULL, 't3', 'male', 'in', 1990),
                ('2:d', 2, 'd', NULL, 't3', 'male', 'in', 1991),
                ('3:e', 3, 'e', NULL, 't3', 'male', 'bd', 1970),
                ('1:f', 1, 'f', 'q2', 't4', 'male', 'lk', 1980),
                ('2:f', 2, 'f', 'q3', 't5', 'male', 'lk', 1980),
                ('1:g', 1, 'g', 'q1', NULL, 'male', 'np', 1985)""");
        assertEquals(List.of("1:a 2:a", "1:a 3:b", "1:c 2:d", "1:g 3:b"), pairs("respondent"));
    }

    private static List<String> pairs(String model) {
        return ViewLinkage.links(SPARK, ModelFile.read(MODELS.resolve(model + ".yaml")), new Decided(List.of()), true)
                .selectExpr("concat(id_l, ' ', id_r) AS pair")
                .orderBy("pair")
                .collectAsList()
                .stream()
                .map(pair -> pair.getString(0))
                .toList();
    }

    private static List<String> links(String model, Decision... decisions) {
        return ViewLinkage.links(
                        SPARK, ModelFile.read(MODELS.resolve(model + ".yaml")), new Decided(List.of(decisions)), true)
                .orderBy("id_l", "id_r")
                .collectAsList()
                .stream()
                .map(link -> link.getString(0) + " " + link.getString(1) + " " + link.getString(3))
                .toList();
    }

    /** A view with the legal forms that its names tell. */
    private static void named(String name, String columns, String rows) {
        CleanFunctions.register(SPARK);
        SPARK.sql("SELECT *, array_distinct(flatten(transform(names, name -> legal_forms(name)))) AS legal_forms"
                        + " FROM VALUES " + rows.replace("array()", NO_NUMBER) + " AS t(" + columns + ")")
                .createOrReplaceTempView(name);
    }

    /** What field teams wrote of employers, each the name of itself, from one day on. */
    private static void written(int since, String... texts) {
        named(
                "facility_employer_text",
                "id, since, names",
                Stream.of(texts)
                        .map(text -> "('" + text + "', " + since + ", array('" + text + "'))")
                        .collect(Collectors.joining(", ")));
    }

    private static void view(String name, String columns, String rows) {
        SPARK.sql("SELECT * FROM VALUES " + rows.replace("array()", NO_NUMBER) + " AS t(" + columns + ")")
                .createOrReplaceTempView(name);
    }
}
