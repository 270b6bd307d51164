package org.wasl.jobs;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The directions of docs/architecture.md. */
class ArchitectureTest {
    private static final Path ROOT = Path.of(System.getProperty("wasl.root"));
    private static final JavaClasses WASL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.wasl");

    /**
     * Each package is a part. Of a module's top package each class is one: some start the module and use its parts, others,
     * such as its exceptions, are what the parts speak of; no class may be both.
     */
    private static final SliceAssignment PARTS = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String part = type.getPackageName();
            boolean top = part.matches("org\\.wasl\\.[a-z]+");
            return SliceIdentifier.of(top ? type.getName().replaceFirst("\\$.*", "") : part);
        }

        @Override
        public String getDescription() {
            return "the parts of each module";
        }
    };

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "transform", "warehouse"})
    void aStageKnowsOnlyItself(String stage) {
        noClasses()
                .that(resideInAPackage("org.wasl." + stage + ".."))
                .should()
                .dependOnClassesThat(resideInAPackage("org.wasl..")
                        .and(describe("reside elsewhere", other -> !inModule(other, stage))))
                .because("files pass between the stages, nothing else")
                .check(WASL);
    }

    @Test
    void theGeneratorKnowsNoStage() {
        noClasses()
                .that(resideInAPackage("org.wasl.samples.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "org.wasl.ingest..", "org.wasl.transform..", "org.wasl.warehouse..", "org.wasl.jobs.."))
                .because("what makes the exports must not share a mistake with what reads them")
                .check(WASL);
    }

    @Test
    void nothingDependsOnTheBenchmarks() {
        noClasses()
                .that(resideInAPackage("org.wasl..").and(describe("are no benchmark", c -> !inModule(c, "bench"))))
                .should()
                .dependOnClassesThat(resideInAPackage("org.wasl.bench.."))
                .check(WASL);
    }

    @Test
    void aModulesPackagesFormNoCircle() {
        slices().assignedFrom(PARTS)
                .should()
                .beFreeOfCycles()
                .because("each can then be read after those it uses, and before those that use it")
                .check(WASL);
    }

    @Test
    void whatEstimatesForOthersKnowsTheDoor() {
        classes()
                .that(describe(
                        "estimate from a sample of a release",
                        c -> c.getPackageName().startsWith("org.wasl")
                                && !c.getPackageName().startsWith("org.wasl.warehouse.survey")
                                && !inModule(c, "bench")
                                && uses(c, "org.wasl.warehouse.survey.SurveyEstimation")))
                .should()
                .dependOnClassesThat(describe(
                        "decide what may be printed",
                        c -> c.getName().equals("org.wasl.warehouse.disclosure.SmallCells")
                                || c.getName().equals("org.wasl.warehouse.report.Measures")))
                .because(
                        "a figure leaves through the door, or not at all; the report compares figures that have passed it")
                .check(WASL);
    }

    @Test
    void onlyCommandsOfTheRestrictedZoneAndTheDoorStreamRows() {
        noClasses()
                .that(describe(
                        "are neither the query command, nor the one that writes to the restricted directory, nor the"
                                + " published zone's",
                        c -> !List.of("QueryCommand", "MetricRowsCommand").contains(c.getSimpleName())
                                && !c.getPackageName().equals("org.wasl.warehouse.disclosure.query")))
                .should()
                .callMethodWhere(describe(
                        "streams a query's rows",
                        call -> call.getTargetOwner().getName().equals("org.wasl.warehouse.query.Warehouse")
                                && call.getName().equals("query")))
                .because("rows of a release are for the restricted zone; what is published is counted and passed")
                .check(WASL);
    }

    @Test
    void aCommandThatPrintsFiguresOfAReleaseAsksTheDoor() {
        noClasses()
                .that(resideInAPackage("org.wasl.jobs.cli..")
                        .and(describe(
                                "are not the survey command",
                                c -> !c.getSimpleName().equals("SurveyCommand"))))
                .should()
                .callMethodWhere(describe(
                        "reads the tables of a release past the catalogue",
                        call -> call.getTargetOwner().getName().equals("org.wasl.warehouse.query.Warehouse")
                                && List.of("rows", "connection", "duplicate").contains(call.getName())))
                .because("commands print what the catalogue, the export or the door hands them")
                .check(WASL);
    }

    @Test
    void onlyTheCatalogueAndTheDoorMakeFigures() {
        noClasses()
                .that(describe(
                        "are outside the catalogue",
                        c -> !c.getPackageName().startsWith("org.wasl.warehouse.catalogue")))
                .should()
                .callConstructorWhere(describe(
                        "makes a figure that is held to be safe",
                        call -> call.getTargetOwner().getName().equals("org.wasl.warehouse.catalogue.Figure")))
                .check(WASL);
    }

    private static boolean uses(JavaClass type, String other) {
        return type.getDirectDependenciesFromSelf().stream()
                .anyMatch(dependency -> dependency.getTargetClass().getName().equals(other));
    }

    @Test
    void aNameSaysWhatAClassIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Util|Utils|Utility|Impl)(\\$.*)?")
                .because("these words say nothing")
                .check(WASL);
    }

    @Test
    void everyPackageIsNullMarked() throws IOException {
        assertEquals(List.of(), unmarked(), "packages without a @NullMarked package-info.java");
    }

    private static List<String> unmarked() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(ArchitectureTest::packages)
                    .filter(folder -> !isNullMarked(folder))
                    .map(folder -> ROOT.relativize(folder).toString())
                    .sorted()
                    .toList();
        }
    }

    private static Stream<Path> packages(Path sources) {
        try (Stream<Path> files = Files.walk(sources)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isNullMarked(Path folder) {
        Path info = folder.resolve("package-info.java");
        try {
            return Files.exists(info) && Files.readString(info).contains("@NullMarked");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean inModule(JavaClass type, String module) {
        return (type.getPackageName() + ".").startsWith("org.wasl." + module + ".");
    }
}
