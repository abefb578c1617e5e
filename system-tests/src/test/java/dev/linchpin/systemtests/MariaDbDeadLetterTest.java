package dev.linchpin.systemtests;

import java.nio.file.Path;

class MariaDbDeadLetterTest extends DeadLetterContract {
    @Override
    Place place(Path directory) {
        return Place.mariaDb();
    }

    /** There are no partial indexes. */
    @Override
    void makeUnique(Table contacts) {
        contacts.execute("alter table " + contacts.name() + " add column heir varchar(50) as (case when jobtitle in"
                + " ('Sole heir', 'Second heir') then jobtitle end) stored invisible, add unique sole_heir (heir)");
    }
}
