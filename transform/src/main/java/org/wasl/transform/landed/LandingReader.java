package org.wasl.transform.landed;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.wasl.transform.TransformException;

/** Reads {@code delivery.json} of landed delivery directories, on whatever file system they lie. */
public final class LandingReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Configuration configuration;

    public LandingReader(Configuration configuration) {
        this.configuration = configuration;
    }

    public List<LandedDelivery> read(List<java.nio.file.Path> directories) {
        List<LandedDelivery> deliveries = new ArrayList<>();
        for (java.nio.file.Path directory : directories) {
            deliveries.add(read(new Path(directory.toUri())));
        }
        return deliveries;
    }

    private LandedDelivery read(Path directory) {
        Path document = new Path(directory, "delivery.json");
        try {
            FileSystem files = directory.getFileSystem(configuration);
            LandedDelivery delivery;
            try (InputStream in = files.open(document)) {
                delivery = JSON.readValue(in, LandedDelivery.Document.class).delivery();
            }
            List<String> parts = new ArrayList<>();
            String rejects = null;
            for (FileStatus file : files.listStatus(directory)) {
                String name = file.getPath().getName();
                if (name.startsWith("part-") && name.endsWith(".parquet")) {
                    parts.add(file.getPath().toString());
                } else if (name.equals("rejects.parquet")) {
                    rejects = file.getPath().toString();
                }
            }
            String[] sorted = parts.toArray(String[]::new);
            Arrays.sort(sorted);
            return delivery.at(directory.toString(), List.of(sorted), rejects);
        } catch (IOException e) {
            throw new TransformException(
                    document + " cannot be read: " + e.getMessage()
                            + ". Remove the delivery's landing directory and run again: it is landed anew.",
                    e);
        }
    }
}
