package org.wasl.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A programme small enough to fit on a screen, from landed rows to tables. */
class TransformTest {
    @TempDir
    @SuppressWarnings("NullAway")
    static Path temp;

    private static final Path PROGRAMME = Path.of(System.getProperty("wasl.programme"));
    private static final SparkSession SPARK = TestSpark.session();

    @BeforeAll
    static void run() throws IOException {
        LandedRows rows = new LandedRows(SPARK, PROGRAMME, temp.resolve("landing"));
        rows.land(
                "employer",
                "labour-registry",
                "2018-12-31",
                "snapshot",
                "{'cr_number':'1001','name_en':'Al Noor Gulf Trading & Contracting Co. W.L.L.','name_ar':'شركة النور الخليج للتجارة والمقاولات ذ.م.م','sector':'construction','size_band':'large','workers':300,'low_wage_workers':200}",
                "{'cr_number':'1001/01','name_en':'Al Noor Gulf Trading - Branch 01','sector':'construction','workers':50,'low_wage_workers':40}",
                "{'cr_number':'2002','name_en':'Blue Lagoon Security Services','name_ar':'شركة البحيرة الزرقاء لخدمات الأمن','sector':'security','size_band':'small','workers':40,'low_wage_workers':30}");
        rows.land(
                "employer",
                "labour-registry",
                "2020-12-31",
                "snapshot",
                "{'cr_number':'1001','name_en':'Al Noor Gulf Group W.L.L.','name_ar':'شركة النور الخليج مجموعة ذ.م.م','sector':'construction','size_band':'large','workers':310,'low_wage_workers':200}");
        rows.land(
                "employer",
                "enrolment",
                "2019-06-30",
                "snapshot",
                "{'enrolment_no':'ENR-0001','name_en':'El Nour Gulf Trdg and Cont. WLL','workers':320,'joined_on':'2016-01-10'}");
        rows.land(
                "facility",
                "facility",
                "2018-12-31",
                "snapshot",
                "{'facility_no':'F-0001','site_name':'Sailiya Camp 12','employer_name':'Al-Noor Gulf Trading and Contracting','municipality':'al_rayyan','zone':55,'street':'10','building':'3','latitude':51.37,'longitude':25.21,'accommodation_type':'labour_camp','residents':900,'opened_on':'2016-03-01','closed_on':'2018-06-01','computers':2,'modems':1}",
                "{'facility_no':'F-0001','site_name':'Salliya Labour Camp 12','employer_name':'Al Noor Gulf Trading','municipality':'al_rayyan','zone':55,'street':'10','building':'3','latitude':0,'longitude':0,'opened_on':'2016-03-04','closed_on':'2018-06-01'}",
                "{'facility_no':'F-0001','site_name':'Najma Residence 4','employer_name':'البحيرة الزرقاء لخدمات الامن','municipality':'doha','zone':26,'street':'20','building':'7','latitude':25.27,'longitude':51.54,'accommodation_type':'company_housing','residents':300,'opened_on':'2018-09-01'}");
        rows.land(
                "device",
                "device",
                "2018-12-31",
                "snapshot",
                "{'asset_tag':'BC-00001','serial':'CNO1234S','kind':'computer','model':'Dell','donor':'Bank','received_on':'2016-01-01','facility_ref':'F-0001','status':'in_service'}",
                "{'asset_tag':'MD-00001','serial':'Z15','kind':'modem','facility_ref':'Najma Res. 4','delivered_on':'2018-08-30','status':'in_service'}");
        rows.land(
                "device_event",
                "help-desk",
                "2018-12-31",
                "increment",
                "{'asset_tag':'BC-00001','occurred_at':'2016-03-01T08:00:00Z','event_type':'installed','facility_ref':'F-0001','actor':'team'}",
                "{'serial':'CN012345','occurred_at':'2016-03-11T08:00:00Z','event_type':'fault','facility_ref':'F-0001'}",
                "{'asset_tag':'BC-00001','occurred_at':'2016-03-21T22:30:00Z','event_type':'repaired','facility_ref':'F-0001'}",
                "{'asset_tag':'BC-00001','occurred_at':'2018-06-01T08:00:00Z','event_type':'retired','facility_ref':'F-0001'}",
                "{'asset_tag':'BC-00001','occurred_at':'2018-06-20T08:00:00Z','event_type':'recycled','actor':'Al Haya Enviro'}",
                "{'asset_tag':'BC-00009','occurred_at':'2018-06-20T08:00:00Z','event_type':'fault'}");
        rows.land(
                "training",
                "training",
                "2018-12-31",
                "increment",
                "{'session_no':'T-00001','facility_ref':'Sailiya Camp 12','held_on':'2017-01-05','language':'hi','module':'basics','volunteer':'p_v','hours':2.0,'attendees':2,'badges':['p_a','p_b','p_a']}");
        rows.land(
                "survey",
                "wave-1",
                "2018-06-15",
                "snapshot",
                interview("p_1", 1, "2018-04-01", "A-0001", "Sailiya Accommodation 12", "al_rayyan", "p_q1", 30),
                interview("p_2", 1, "2018-04-02", "A-0002", "Dukhan Camp 1", "al_shahaniya", "p_q2", 50));
        rows.land(
                "survey",
                "wave-2",
                "2018-12-15",
                "snapshot",
                interview("p_9", 2, "2018-11-01", "A-0001", "Sailiya Camp 12", "al_rayyan", "p_q1", 31));
        Transform.run(
                new TransformInputs(
                        PROGRAMME,
                        rows.deliveries(),
                        temp.resolve("restricted"),
                        temp.resolve("out"),
                        temp.resolve("scratch")),
                p -> {});
    }

    private static String interview(
            String key,
            int wave,
            String day,
            String accommodation,
            String name,
            String municipality,
            String qid,
            int age) {
        return ("{'instrument_version':'v','respondent_key':'%s','wave':%d,'started_at':'%sT08:00:00Z','qid':'%s','consent':true,"
                        + "'accommodation_no':'%s','accommodation_name':'%s','municipality':'%s','accommodation_type':'labour_camp',"
                        + "'residents':900,'stratum':'s','psu':'%s','weight':10.0,'fpc_psu':20.0,'fpc_respondent':900.0,"
                        + "'answers':[{'question':'age','variable':'age','value':'%d','number':%d,'status':'valid'},"
                        + "{'question':'wg_seeing','variable':'wg_seeing','value':'a_lot','status':'valid'},"
                        + "{'question':'wage','variable':'wage','value':null,'status':'refused'},"
                        + "{'question':'internet_use','variable':'internet_use','value':'1','number':1,'status':'valid'}]}")
                .formatted(key, wave, day, qid, accommodation, name, municipality, accommodation, age, age);
    }

    private static List<String> rows(String sql) {
        for (String table : List.of(
                "employer",
                "employer_history",
                "site",
                "facility",
                "facility_employer",
                "device",
                "device_event",
                "device_month",
                "facility_month",
                "training_session",
                "attendance",
                "respondent",
                "survey_response",
                "survey_answer",
                "reject",
                "link_decision")) {
            SPARK.read().parquet(temp.resolve("out").resolve(table).toString()).createOrReplaceTempView("out_" + table);
        }
        return SPARK.sql(sql).collectAsList().stream()
                .map(r -> r.mkString(" | "))
                .toList();
    }

    @Test
    void branchesAndFormsAreOneEmployer() {
        assertEquals(
                List.of(
                        "1001 | Al Noor Gulf Group W.L.L. | 310 | true | true | 2016-01-10 | 1 | 2020-12-31 | null",
                        "2002 | Blue Lagoon Security Services | 40 | true | false | null | 1 | 2018-12-31 | 2020-12-31"),
                rows(
                        "select cr_number, name_en, workers, registered, enrolled, joined_on, facilities, valid_from, valid_to"
                                + " from out_employer order by cr_number"));
    }
}
