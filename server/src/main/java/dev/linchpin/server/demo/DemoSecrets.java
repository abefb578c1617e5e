package dev.linchpin.server.demo;

import dev.linchpin.server.access.AdminKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The demo's key and webhook secret, kept beside its database so that its link stays valid. */
record DemoSecrets(String key, String clientSecret) {
    /** Those of an earlier start, or new ones. */
    static DemoSecrets in(Path directory) throws IOException {
        var file = directory.resolve("demo-secrets");
        if (Files.exists(file)) {
            var lines = Files.readAllLines(file);
            if (lines.size() == 2) {
                return new DemoSecrets(lines.get(0), lines.get(1));
            }
        }
        var secrets = new DemoSecrets(AdminKey.make().value(), AdminKey.make().value());
        Files.deleteIfExists(file);
        if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.write(file, List.of(secrets.key, secrets.clientSecret));
        return secrets;
    }

    @Override
    public String toString() {
        return "DemoSecrets[hidden]";
    }
}
