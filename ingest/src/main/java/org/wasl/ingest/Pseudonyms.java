package org.wasl.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed pseudonyms: {@code p_} and 24 hex digits of HMAC-SHA-256 over class and value (RFC 2104). The same value of the
 * same class has the same pseudonym in every file; without the key it cannot be recomputed from a list of numbers.
 *
 * <p>The key lies in {@code restricted/pseudonym.key}, readable by its owner only, and is made on first use. Whoever
 * loses it can no longer link new deliveries with old ones.
 */
public final class Pseudonyms {
    private static final int KEY_BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_FILE =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final Set<PosixFilePermission> OWNER_DIRECTORY = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final SecretKeySpec key;

    private Pseudonyms(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /** The key of this restricted directory; made if there is none. */
    public static Pseudonyms in(Path restricted) {
        Path file = restricted.resolve("pseudonym.key");
        try {
            makeDirectory(restricted);
            if (!Files.exists(file)) makeKey(file);
            byte[] key = HexFormat.of()
                    .parseHex(Files.readString(file, StandardCharsets.US_ASCII).strip());
            if (key.length != KEY_BYTES) throw new IOException("holds " + key.length + " bytes, not " + KEY_BYTES);
            return new Pseudonyms(key);
        } catch (IllegalArgumentException e) {
            throw LandingException.of(
                    "cannot read the pseudonym key",
                    file,
                    new IOException("it is not a key; restore it from a backup"));
        } catch (IOException e) {
            throw LandingException.of("cannot use the pseudonym key", file, e);
        }
    }

    /** Pseudonyms by a given key of 32 bytes. */
    public static Pseudonyms of(byte[] key) {
        return new Pseudonyms(key.clone());
    }

    /** A function of (class, value) for one thread. */
    public Maker maker() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return new Maker(mac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every Java platform", e);
        }
    }

    /** Makes pseudonyms; not safe for several threads. */
    public static final class Maker {
        // Badges and volunteers repeat: a small direct-mapped memory spares most of the hashing.
        private static final int SLOTS = 1 << 14;
        private final String[] keys = new String[SLOTS];
        private final String[] values = new String[SLOTS];
        private final Mac mac;

        private Maker(Mac mac) {
            this.mac = mac;
        }

        public String of(String personalClass, String value) {
            String text = personalClass + '\0' + value;
            int slot = (text.hashCode() * 0x9E3779B9) >>> 18;
            if (text.equals(keys[slot])) return values[slot];
            byte[] hash = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            String pseudonym = "p_" + HexFormat.of().formatHex(hash, 0, 12);
            keys[slot] = text;
            values[slot] = pseudonym;
            return pseudonym;
        }
    }

    private static void makeDirectory(Path directory) throws IOException {
        if (Files.isDirectory(directory)) return;
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null) Files.createDirectories(parent);
        try {
            Files.createDirectory(directory, only(OWNER_DIRECTORY));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) throw e;
        }
    }

    private static void makeKey(Path file) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        byte[] text = (HexFormat.of().formatHex(key) + "\n").getBytes(StandardCharsets.US_ASCII);
        // Written beside and linked into place: two first runs at once agree on one key, and a kill leaves no half key.
        Path temporary =
                Files.createTempFile(file.toAbsolutePath().getParent(), ".pseudonym", ".tmp", only(OWNER_FILE));
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text);
                while (bytes.hasRemaining()) channel.write(bytes);
                channel.force(true);
            }
            try {
                Files.createLink(file, temporary);
            } catch (FileAlreadyExistsException e) {
                return;
            } catch (UnsupportedOperationException e) {
                Files.move(temporary, file);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static FileAttribute<?>[] only(Set<PosixFilePermission> permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}
