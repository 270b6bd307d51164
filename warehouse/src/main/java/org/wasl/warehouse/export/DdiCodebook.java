package org.wasl.warehouse.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.wasl.warehouse.catalogue.Metric;
import org.wasl.warehouse.catalogue.Programme;
import org.wasl.warehouse.catalogue.Questionnaires;
import org.wasl.warehouse.catalogue.Questionnaires.FieldWork;
import org.wasl.warehouse.catalogue.Questionnaires.Instrument;
import org.wasl.warehouse.catalogue.Words;
import org.wasl.warehouse.disclosure.Thresholds;
import org.wasl.warehouse.export.SurveyFile.Sample;
import org.wasl.warehouse.release.Schema;

/**
 * The survey as DDI Codebook 2.5: the study, the sample and its weights, the files, and each variable with its question,
 * its codes in English and Arabic, and the shares that were published of it. The order of elements is that of the DDI
 * Alliance's codebook.xsd of 17 January 2012.
 */
final class DdiCodebook {
    static final String NAMESPACE = "ddi:codebook:2_5";
    private static final String SCHEMA =
            "http://www.ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd";
    /** The element that tells of the weights; variables refer to it. */
    static final String WEIGHTING = "WEIGHTING";

    private final Publishable publishable;
    private final SurveyFile survey;
    private final Programme programme;

    DdiCodebook(Publishable publishable) {
        this.publishable = publishable;
        this.survey = publishable.survey();
        this.programme = publishable.catalogue().programme();
    }

    void write(OutputStream stream) throws IOException {
        try {
            XmlText xml = new XmlText(stream);
            xml.root("codeBook", NAMESPACE, SCHEMA, "version", "2.5", "xml:lang", "en");
            document(xml);
            study(xml);
            for (int i = 0; i < survey.tables().size(); i++) file(xml, i);
            variables(xml);
            xml.end();
        } catch (XMLStreamException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void document(XmlText xml) throws XMLStreamException {
        xml.open("docDscr");
        xml.open("citation");
        xml.open("titlStmt");
        xml.text("titl", "Codebook: " + title().en());
        xml.text("IDNo", "codebook-" + publishable.release(), "agency", "wasl");
        xml.close();
        xml.open("prodStmt");
        xml.text("software", "wasl");
        xml.close();
        version(xml);
        xml.close();
        xml.close();
    }

    private Words title() {
        Words of = programme.title();
        Words name = survey.questionnaires().title();
        return new Words(of.en() + ": " + name.en(), of.ar() + ": " + name.ar());
    }

    private void version(XmlText xml) throws XMLStreamException {
        xml.open("verStmt");
        xml.text("version", "release " + publishable.release(), "date", publishable.day(), "type", "release");
        xml.close();
    }

    private void study(XmlText xml) throws XMLStreamException {
        xml.open("stdyDscr");
        xml.open("citation");
        xml.open("titlStmt");
        xml.text("titl", title().en());
        xml.text("parTitl", title().ar(), "xml:lang", "ar");
        xml.text("IDNo", publishable.release(), "agency", "wasl");
        xml.close();
        version(xml);
        xml.close();
        scope(xml);
        method(xml);
        access(xml);
        xml.close();
    }

    private void scope(XmlText xml) throws XMLStreamException {
        List<Metric> metrics = publishable.catalogue().metrics().stream()
                .filter(Metric::isSurvey)
                .toList();
        xml.open("stdyInfo");
        xml.open("subject");
        for (Metric metric : metrics) {
            xml.text("keyword", metric.title().en(), "xml:lang", "en");
            xml.text("keyword", metric.title().ar(), "xml:lang", "ar");
        }
        xml.close();
        xml.text(
                "abstract",
                "Interviews in " + survey.samples().size() + " waves within the programme "
                        + programme.title().en() + " (" + programme.start() + " to " + programme.end()
                        + "), estimated as: " + metrics.stream().map(Metric::id).collect(Collectors.joining(", "))
                        + ".");
        xml.open("sumDscr");
        for (Instrument instrument : survey.questionnaires().instruments()) {
            FieldWork work = instrument.fieldWork();
            if (work == null) continue;
            String wave = String.valueOf(instrument.wave());
            xml.text("collDate", work.from().toString(), date("FROM", instrument, work.from(), "start", wave));
            xml.text("collDate", work.to().toString(), date("TO", instrument, work.to(), "end", wave));
        }
        String country = programme.country();
        if (country != null)
            xml.text("nation", new Locale("", country).getDisplayCountry(Locale.ENGLISH), "abbr", country);
        xml.text("anlyUnit", "Person");
        for (String population :
                metrics.stream().map(Metric::population).distinct().toList()) {
            xml.text("universe", population);
        }
        xml.text("dataKind", "Survey data");
        xml.close();
        xml.close();
    }

    private static String[] date(String edge, Instrument instrument, Object day, String event, String wave) {
        return new String[] {
            "ID", waveId(edge, instrument.wave()), "date", day.toString(), "event", event, "cycle", wave
        };
    }

    /** The ID of the day on which a wave began or ended. */
    static String waveId(String edge, int wave) {
        return "W" + wave + "_" + edge;
    }

    private void method(XmlText xml) throws XMLStreamException {
        xml.open("method");
        xml.open("dataColl");
        xml.text(
                "timeMeth",
                survey.samples().size() == 1
                        ? "Cross-section"
                        : "Repeated survey in " + survey.samples().size() + " waves");
        xml.text(
                "sampProc",
                "Stratified two-stage sample: accommodations (variable psu) within strata of municipality and type of"
                        + " accommodation (stratum), then residents within each. " + samples());
        for (Instrument instrument : survey.questionnaires().instruments()) {
            xml.text(
                    "resInstru",
                    "Wave " + instrument.wave() + ": structured questionnaire " + instrument.instrument() + ", version "
                            + instrument.version() + ", "
                            + instrument.questions().size() + " questions");
        }
        xml.text(
                "weight",
                "The variable weight is the design weight of an interview. Estimates of the population use it, with"
                        + " stratum, psu and, where known, the number of accommodations in the stratum (fpc_psu) and of"
                        + " residents (fpc_respondent); p_psu and p_respondent are the probabilities of the two stages.",
                "ID",
                WEIGHTING);
        xml.text(
                "cleanOps",
                "Each wave's questions are brought to one vocabulary of variables. An answer outside its codes or range is"
                        + " no valid one: the variable is empty in survey_response, and survey_answer keeps the answer's"
                        + " status (valid, dk, refused, skip, missing, not_asked).");
        xml.close();
        xml.open("anlyInfo");
        xml.text(
                "EstSmpErr",
                "Design-based: Taylor linearisation between primary units within strata, wave by wave, with the finite"
                        + " population correction where the population of each stratum is known.");
        xml.close();
        xml.close();
    }

    private String samples() {
        return survey.samples().stream()
                .map(s -> "Wave " + s.wave() + ": " + s.strata() + " strata, " + s.units() + " accommodations, "
                        + interviews(s) + ".")
                .collect(Collectors.joining(" "));
    }

    private static String interviews(Sample sample) {
        return sample.interviews() == null
                ? "too few interviews to print their number"
                : sample.interviews() + " interviews";
    }

    private void access(XmlText xml) throws XMLStreamException {
        Thresholds rules = programme.disclosure();
        xml.open("dataAccs");
        xml.open("useStmt");
        xml.text(
                "confDec",
                "The files hold no name, number or address of a person; respondent_id is a keyed pseudonym. They do"
                        + " describe single respondents: no figure of fewer than " + rules.minCount() + " persons or "
                        + rules.minN() + " answers may be published from them.",
                "required",
                "yes");
        xml.close();
        xml.close();
    }

    private void file(XmlText xml, int index) throws XMLStreamException {
        Schema.Table table = survey.tables().get(index);
        xml.open("fileDscr", "ID", DdiVariable.fileId(index));
        xml.open("fileTxt");
        xml.text("fileName", table.name());
        xml.text("fileCont", table.description());
        xml.empty("fileStrc", "type", "rectangular");
        xml.open("dimensns");
        if (table.primaryKey().equals(List.of("respondent_id", "wave"))) xml.text("caseQnty", cases());
        xml.text("varQnty", String.valueOf(table.columns().size()));
        xml.close();
        xml.text("fileType", "Apache Parquet", "charset", "UTF-8");
        xml.text("dataMsng", "Empty (null): no valid answer, or not asked");
        version(xml);
        xml.close();
        xml.text("notes", "Primary key: " + String.join(", ", table.primaryKey()));
        xml.close();
    }

    /** Interviews of all waves; none where one of them may not be printed. */
    private @Nullable String cases() {
        long cases = 0;
        for (Sample sample : survey.samples()) {
            Long interviews = sample.interviews();
            if (interviews == null) return null;
            cases += interviews;
        }
        return String.valueOf(cases);
    }

    private void variables(XmlText xml) throws XMLStreamException {
        xml.open("dataDscr");
        groups(xml);
        for (int i = 0; i < survey.tables().size(); i++) {
            for (Schema.Column column : survey.tables().get(i).columns()) {
                new DdiVariable(publishable, i, column).write(xml);
            }
        }
        xml.close();
    }

    /** The choices of each question that takes several. */
    private void groups(XmlText xml) throws XMLStreamException {
        Map<String, List<Questionnaires.Variable>> groups = survey.questionnaires().variables().stream()
                .filter(v -> v.of() != null)
                .collect(Collectors.groupingBy(
                        v -> String.valueOf(v.of()), java.util.LinkedHashMap::new, Collectors.toList()));
        for (Map.Entry<String, List<Questionnaires.Variable>> group : groups.entrySet()) {
            String ids = group.getValue().stream()
                    .map(v -> DdiVariable.id(0, v.name()))
                    .collect(Collectors.joining(" "));
            xml.open("varGrp", "ID", "G_" + group.getKey(), "type", "multipleResp", "name", group.getKey(), "var", ids);
            String first = group.getValue().get(0).name();
            Questionnaires.Question asked = survey.questionnaires().instruments().stream()
                    .flatMap(i -> i.questions().stream())
                    .filter(q -> q.asks(first))
                    .findFirst()
                    .orElse(null);
            if (asked != null) {
                xml.text("labl", asked.label(), "xml:lang", "en");
                xml.text("labl", asked.ar(), "xml:lang", "ar");
            }
            xml.close();
        }
    }
}
