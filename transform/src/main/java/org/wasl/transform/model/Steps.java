package org.wasl.transform.model;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.wasl.transform.TransformException;

/** The steps by stage, as {@code steps.yaml} lists them. */
public record Steps(List<Step> clean, List<Step> link, List<Step> conform) {
    private static final ObjectMapper YAML =
            YAMLMapper.builder().build().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    public Steps {
        clean = List.copyOf(clean);
        link = List.copyOf(link);
        conform = List.copyOf(conform);
    }

    public static Steps load() {
        try (InputStream in = open("/steps.yaml")) {
            return YAML.readValue(in, Steps.class);
        } catch (IOException e) {
            throw new TransformException("steps.yaml cannot be read: " + e.getMessage(), e);
        }
    }

    public int count() {
        return clean.size() + link.size() + conform.size();
    }

    /** Text of a model, {@code <stage>/<name>.sql}. */
    static String sql(String stage, String name) {
        String path = "/" + stage + "/" + name + ".sql";
        try (InputStream in = open(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new TransformException(path + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static InputStream open(String path) {
        InputStream in = Steps.class.getResourceAsStream(path);
        if (in == null) {
            throw new TransformException(path + " is not in the application's jar");
        }
        return in;
    }
}
