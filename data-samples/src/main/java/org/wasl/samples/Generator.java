package org.wasl.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.wasl.samples.export.DeviceExport;
import org.wasl.samples.export.EmployerExport;
import org.wasl.samples.export.Exports;
import org.wasl.samples.export.FacilityExport;
import org.wasl.samples.export.Rates;
import org.wasl.samples.export.SurveyExport;
import org.wasl.samples.export.TrainingExport;
import org.wasl.samples.programme.Programme;
import org.wasl.samples.survey.Outcomes;
import org.wasl.samples.survey.PopulationTruth;
import org.wasl.samples.truth.EntityTruth;
import org.wasl.samples.truth.Truth;
import org.wasl.samples.world.World;
import org.wasl.samples.world.WorldBuilder;

/**
 * Writes the exports of a programme like Better Connections, true to life and wholly synthetic: an inbox with every
 * mess that real ones have, and the truth behind it.
 */
public final class Generator {
    private static final String SYNTHETIC = """
            Everything in this inbox is synthetic: drawn from a seed, in the shape of a programme's exports.
            No person, employer, site or device in it exists, and no figure made from it is evidence.
            wasl reads this file: reports made from these deliveries say so.

            كل ما في هذا المجلد مصطنع: ولّده برنامج wasl عشوائيا على هيئة صادرات برنامج.
            لا وجود لأي شخص أو صاحب عمل أو موقع أو جهاز مذكور فيه، وليس أي رقم مستخرج منه دليلا على برنامج.
            يقرأ wasl هذا الملف، وتذكر ذلك التقارير المستخرجة من هذه الدفعات.
            """;

    private Generator() {}

    /** Generates an inbox; the same options give the same bytes. */
    public static void generate(GeneratorOptions options) {
        Rates rates = Rates.load(options.ratesYaml());
        World world = world(options, rates);
        try (Truth truth = new Truth(options.truth())) {
            mark(options.out());
            Exports exports = new Exports(world, rates, options.out(), truth);
            EntityTruth entities = new EntityTruth(world, truth);
            entities.write();
            new EmployerExport(exports).write();
            new FacilityExport(exports).write();
            DeviceExport.Counts devices = new DeviceExport(exports).write();
            entities.total("computers_installed", devices.computers());
            entities.total("modems_installed", devices.modems());
            TrainingExport.Counts training = new TrainingExport(exports).write();
            entities.total("training_sessions", training.sessions());
            entities.total("volunteers", training.volunteers());
            new SurveyExport(exports).write();
            if (truth.kept()) {
                new PopulationTruth(world, Outcomes.load(), truth).write();
            }
        } catch (IOException e) {
            Path truth = Objects.requireNonNullElse(options.truth(), options.out());
            throw new GenerationException(
                    "cannot write to " + options.out() + " or " + truth + ": " + e.getMessage(), e);
        }
    }

    /** Says beside the feeds that nothing here is real; whoever lands these deliveries keeps that with them. */
    private static void mark(Path inbox) throws IOException {
        Files.createDirectories(inbox);
        Files.writeString(inbox.resolve("SYNTHETIC.txt"), SYNTHETIC);
    }

    static World world(GeneratorOptions options, Rates rates) {
        Programme programme = Programme.load(options.programme());
        return new WorldBuilder(
                        options.seed(),
                        options.scale(),
                        programme,
                        rates.facility("closed"),
                        rates.facility("number_reused"),
                        rates.facility("registered_twice"))
                .build();
    }
}
