package org.wasl.jobs.night;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.annotation.EnableBatchProcessing;
import org.springframework.batch.core.configuration.annotation.EnableJdbcJobRepository;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.SimpleJobBuilder;
import org.springframework.batch.core.job.parameters.InvalidJobParametersException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobExecutionAlreadyRunningException;
import org.springframework.batch.core.launch.JobExecutionNotRunningException;
import org.springframework.batch.core.launch.JobInstanceAlreadyCompleteException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.launch.JobRestartException;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.wasl.jobs.Failure;
import org.wasl.jobs.config.Settings;
import org.wasl.jobs.home.Home;

/** Spring Batch with its job repository: in the home's own database, or in one that several machines share. */
final class JobStore implements AutoCloseable {
    private final DataSource database;
    private final AnnotationConfigApplicationContext context;
    private final boolean embedded;
    private volatile @Nullable JobExecution running;

    /** What Spring Batch sets up by itself. */
    @EnableBatchProcessing
    @EnableJdbcJobRepository
    static class Batch {}

    private JobStore(DataSource database, boolean embedded) {
        this.database = database;
        this.embedded = embedded;
        this.context = new AnnotationConfigApplicationContext();
        context.registerBean("dataSource", DataSource.class, () -> database);
        context.registerBean(
                "transactionManager", JdbcTransactionManager.class, () -> new JdbcTransactionManager(database));
        context.register(Batch.class);
        context.refresh();
    }

    /**
     * Opens the repository that the settings name, with its tables.
     *
     * @throws Failure if it cannot be reached
     */
    static JobStore open(Home home, Settings.Batch settings) {
        DataSource database = settings.url() == null ? embedded(home) : shared(settings);
        String where = settings.url() == null ? home.batchDatabase() + ".mv.db" : settings.url();
        try (Connection connection = database.getConnection()) {
            createTables(connection);
        } catch (SQLException e) {
            throw new Failure(
                    "cannot open the job repository " + where + ": " + e.getMessage()
                            + (settings.url() == null
                                    ? "; if it is damaged, delete it: it holds no data, only where a broken night stopped"
                                    : "; check batch.url, batch.user and the password in " + home.settings()),
                    e);
        }
        return new JobStore(database, settings.url() == null);
    }

    private static DataSource embedded(Home home) {
        JdbcDataSource database = new JdbcDataSource();
        // Committed means on disk: a killed night is found as it was.
        database.setURL("jdbc:h2:file:" + home.batchDatabase().toString().replace(";", "\\;")
                + ";DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0");
        database.setUser("wasl");
        return database;
    }

    private static DataSource shared(Settings.Batch settings) {
        DriverManagerDataSource database = new DriverManagerDataSource();
        database.setUrl(settings.url());
        if (settings.user() != null) database.setUsername(settings.user());
        if (settings.passwordEnv() != null) {
            String password = System.getenv(settings.passwordEnv());
            if (password == null)
                throw new Failure("batch.password_env names " + settings.passwordEnv()
                        + ", and there is no such environment variable: set it");
            database.setPassword(password);
        }
        return database;
    }

    private static void createTables(Connection connection) throws SQLException {
        for (String name : Set.of("BATCH_JOB_INSTANCE", "batch_job_instance")) {
            try (var tables = connection.getMetaData().getTables(null, null, name, null)) {
                if (tables.next()) return;
            }
        }
        String product =
                connection.getMetaData().getDatabaseProductName().startsWith("PostgreSQL") ? "postgresql" : "h2";
        new ResourceDatabasePopulator(
                        new ClassPathResource("org/springframework/batch/core/schema-" + product + ".sql"))
                .populate(connection);
    }

    /**
     * Runs a job to its end. The same content that was broken off goes on where it stopped, however that happened: who
     * calls holds the home's lock, so an execution that still looks as if it ran does not.
     *
     * @return the execution, when it is complete
     * @throws RuntimeException what a step threw
     */
    JobExecution run(SimpleJobBuilder definition, String content) {
        Job job = definition
                .listener(new JobExecutionListener() {
                    @Override
                    public void beforeJob(JobExecution execution) {
                        running = execution;
                    }
                })
                .build();
        for (JobExecution stale : repository().findRunningJobExecutions(job.getName())) {
            operator().recover(stale);
        }
        long attempt = repository().findJobInstances(job.getName()).stream()
                .map(repository()::getJobExecutions)
                .filter(executions -> executions.stream().anyMatch(e -> isComplete(e, content)))
                .count();
        JobParameters parameters = new JobParametersBuilder()
                .addString("content", content)
                .addLong("attempt", attempt)
                .toJobParameters();
        JobExecution execution;
        try {
            execution = operator().start(job, parameters);
        } catch (JobInstanceAlreadyCompleteException
                | JobExecutionAlreadyRunningException
                | JobRestartException
                | InvalidJobParametersException e) {
            throw new Failure("the job " + job.getName() + " cannot start: " + e.getMessage(), e);
        }
        if (execution.getStatus() == BatchStatus.COMPLETED) return execution;
        if (execution.getStatus() == BatchStatus.STOPPED) {
            throw new StoppedException();
        }
        throw cause(execution);
    }

    /** Asks the running job to end after its step. */
    void stop() {
        JobExecution execution = running;
        if (execution == null) return;
        try {
            operator().stop(execution);
        } catch (JobExecutionNotRunningException e) {
            // It has just ended by itself.
        }
    }

    /** How long each stage took, in their order; the parts of a partitioned step are within it. */
    static Map<String, Double> seconds(JobExecution execution) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        for (StepExecution step : execution.getStepExecutions()) {
            if (step.getStepName().contains(":") || step.getStartTime() == null || step.getEndTime() == null) continue;
            double took =
                    Duration.between(step.getStartTime(), step.getEndTime()).toMillis() / 1000.0;
            seconds.put(step.getStepName(), took);
        }
        return seconds;
    }

    private static boolean isComplete(JobExecution execution, String content) {
        return execution.getStatus() == BatchStatus.COMPLETED
                && content.equals(execution.getJobParameters().getString("content"));
    }

    private static RuntimeException cause(JobExecution execution) {
        for (Throwable failure : execution.getAllFailureExceptions()) {
            for (Throwable t = failure; t != null; t = t.getCause()) {
                if (t instanceof Error error) throw error;
                if (t.getClass().getName().startsWith("org.wasl.") && t instanceof RuntimeException ours) return ours;
            }
        }
        return execution.getAllFailureExceptions().stream()
                .findFirst()
                .map(t -> t instanceof RuntimeException ours ? ours : new Failure(String.valueOf(t.getMessage()), t))
                .orElseGet(() -> new Failure(
                        "the job ended as " + execution.getExitStatus().getExitCode()));
    }

    JobRepository repository() {
        return context.getBean(JobRepository.class);
    }

    PlatformTransactionManager transactions() {
        return context.getBean(PlatformTransactionManager.class);
    }

    JobOperator operator() {
        return context.getBean(JobOperator.class);
    }

    @Override
    public void close() {
        context.close();
        if (!embedded) return;
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        } catch (SQLException e) {
            // Already closed; the next start opens it as it is.
        }
    }
}
