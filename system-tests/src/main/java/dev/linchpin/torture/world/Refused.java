package dev.linchpin.torture.world;

import java.sql.SQLException;

/** The database refused what a person wanted; people live with that. */
public final class Refused extends RuntimeException {
    Refused(String statement, SQLException reason) {
        super(statement, reason);
    }
}
