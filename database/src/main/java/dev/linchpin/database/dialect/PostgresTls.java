package dev.linchpin.database.dialect;

import java.io.FileNotFoundException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;

/** Why no encrypted connection came about. The driver's own sentences are in the language of the machine. */
final class PostgresTls {
    private PostgresTls() {}

    /** Empty when it is not about TLS. */
    static String explain(SQLException failure) {
        var message = String.valueOf(failure.getMessage());
        if ("08004".equals(failure.getSQLState()) && message.contains("SSL")) {
            return "the server offers no TLS, which sslmode in DATABASE_URL asks for; switch it on at the server";
        }
        if (message.contains("HostnameVerifier")) {
            return "the server's certificate is for another host; name the host as the certificate does, or have one made"
                    + " for this name";
        }
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            switch (cause) {
                case FileNotFoundException missing -> {
                    return "a file for TLS cannot be read: " + missing.getMessage();
                }
                case SSLException _, GeneralSecurityException _ -> {
                    return "the server's certificate is not to be trusted; name the"
                            + " authority's certificate by sslrootcert in DATABASE_URL";
                }
                default -> {}
            }
        }
        return "";
    }
}
