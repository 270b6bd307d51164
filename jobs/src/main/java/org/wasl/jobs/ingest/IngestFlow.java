package org.wasl.jobs.ingest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.partition.support.AbstractPartitionHandler;
import org.springframework.batch.core.partition.support.SimpleStepExecutionSplitter;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.wasl.ingest.Delivery;
import org.wasl.ingest.DeliveryRecord;
import org.wasl.ingest.Landing;
import org.wasl.ingest.Plan;
import org.wasl.ingest.contract.Contracts;
import org.wasl.ingest.contract.FeedContract;

/**
 * Builds the step {@code ingest}: a partition a delivery, two at a time, each a chunk-oriented step that a restart
 * continues behind its last chunk. A delivery that cannot be read, or breaks a threshold, completes its partition with a
 * record that says so; only what stops everything (a full disk) fails the step.
 */
public final class IngestFlow {
    public static final String STEP = "ingest";
    private static final int CHUNK = 20_000;
    private static final int AT_A_TIME = 2;

    private final JobRepository repository;
    private final PlatformTransactionManager transactions;
    private final Landing landing;
    private final Contracts contracts;
    private final ProgressListener progress;
    private final int chunk;

    public IngestFlow(
            JobRepository repository,
            PlatformTransactionManager transactions,
            Landing landing,
            Contracts contracts,
            ProgressListener progress) {
        this(repository, transactions, landing, contracts, progress, CHUNK);
    }

    IngestFlow(
            JobRepository repository,
            PlatformTransactionManager transactions,
            Landing landing,
            Contracts contracts,
            ProgressListener progress,
            int chunk) {
        this.repository = repository;
        this.transactions = transactions;
        this.landing = landing;
        this.contracts = contracts;
        this.progress = progress;
        this.chunk = chunk;
    }

    /** The step that lands what of these deliveries is not landed yet. */
    public Step step(List<Delivery> deliveries) {
        List<Delivery> pending = Plan.of(deliveries, landing, contracts).pending();
        landing.sweep(pending);
        Map<String, ExecutionContext> partitions = partitions(pending);
        return new StepBuilder(STEP, repository)
                .partitioner(STEP, gridSize -> partitions)
                .splitter(new SimpleStepExecutionSplitter(repository, STEP, gridSize -> partitions))
                .partitionHandler(new Deliveries(pending, partitions))
                .build();
    }

    /**
     * What became of the deliveries that this execution of a job landed or tried to, in the order of the inbox. After a
     * restart, those that an earlier execution landed are known to the {@link Landing} only.
     */
    public List<DeliveryRecord> results(JobExecution job) {
        List<String> feeds = contracts.feeds().stream().map(FeedContract::feed).toList();
        return job.getStepExecutions().stream()
                .flatMap(step -> DeliveryStream.record(step.getExecutionContext()).stream())
                .map(landing::parse)
                .sorted(Comparator.<DeliveryRecord>comparingInt(record -> feeds.indexOf(record.feed()))
                        .thenComparing(DeliveryRecord.ORDER))
                .toList();
    }

    private Map<String, ExecutionContext> partitions(List<Delivery> pending) {
        Map<String, ExecutionContext> partitions = new LinkedHashMap<>();
        Map<String, Integer> sequences = new HashMap<>();
        for (Delivery delivery : pending) {
            ExecutionContext context = new ExecutionContext();
            context.putInt(DeliveryStream.SEQUENCE, sequence(delivery, sequences));
            partitions.put(name(delivery), context);
        }
        return partitions;
    }

    /** The place in the order of arrival; what is landed anew keeps the one it has. */
    private int sequence(Delivery delivery, Map<String, Integer> sequences) {
        if (delivery.isRead() && landing.find(delivery).isPresent()) {
            return landing.find(delivery).orElseThrow().sequence();
        }
        int next = sequences.computeIfAbsent(delivery.feed(), landing::nextSequence);
        sequences.put(delivery.feed(), next + 1);
        return next;
    }

    private static String name(Delivery delivery) {
        String id = delivery.isRead()
                ? delivery.id()
                : Delivery.UNREAD + "-" + Integer.toHexString(delivery.path().hashCode());
        return delivery.feed() + "-" + id;
    }

    /** Runs the partitions in the order of the inbox, also where a restart leaves some of them out. */
    private final class Deliveries extends AbstractPartitionHandler {
        private final Map<String, Delivery> byStep = new LinkedHashMap<>();
        private final Map<String, ExecutionContext> planned;

        Deliveries(List<Delivery> pending, Map<String, ExecutionContext> planned) {
            pending.forEach(delivery -> byStep.put(STEP + ":" + name(delivery), delivery));
            this.planned = planned;
        }

        @Override
        protected Set<StepExecution> doHandle(StepExecution manager, Set<StepExecution> partitions) throws Exception {
            List<String> order = List.copyOf(byStep.keySet());
            List<StepExecution> ordered = new ArrayList<>(partitions);
            ordered.sort(Comparator.comparingInt(step -> order.indexOf(step.getStepName())));
            Turns turns = new Turns(ordered.stream().map(this::delivery).toList());
            ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME, runnable -> {
                Thread thread = new Thread(runnable, STEP);
                thread.setDaemon(true);
                return thread;
            });
            try {
                List<Future<?>> running = new ArrayList<>();
                for (StepExecution partition : ordered) running.add(threads.submit(() -> run(partition, turns)));
                for (Future<?> one : running) one.get();
                return new LinkedHashSet<>(ordered);
            } finally {
                threads.shutdownNow();
            }
        }

        private Delivery delivery(StepExecution partition) {
            Delivery delivery = byStep.get(partition.getStepName());
            if (delivery == null) throw new IllegalStateException("no delivery for " + partition.getStepName());
            return delivery;
        }

        private void run(StepExecution partition, Turns turns) {
            Delivery delivery = delivery(partition);
            ExecutionContext context = partition.getExecutionContext();
            // A run that a full disk broke off may have noted the partition, but not yet its context.
            if (!context.containsKey(DeliveryStream.SEQUENCE)) {
                ExecutionContext plan = Objects.requireNonNull(planned.get(name(delivery)));
                context.putInt(DeliveryStream.SEQUENCE, plan.getInt(DeliveryStream.SEQUENCE));
            }
            try {
                worker(partition.getStepName(), new DeliveryStream(delivery, contracts, landing, turns, progress))
                        .execute(partition);
            } catch (JobInterruptedException e) {
                partition.addFailureException(e);
            } finally {
                turns.done(delivery, partition.getStatus() == BatchStatus.COMPLETED);
            }
        }

        private Step worker(String name, DeliveryStream delivery) {
            return new StepBuilder(name, repository)
                    .<Item, Item>chunk(chunk)
                    .transactionManager(transactions)
                    .reader(delivery.reader())
                    .processor(delivery.processor())
                    .writer(delivery.writer())
                    .build();
        }
    }
}
