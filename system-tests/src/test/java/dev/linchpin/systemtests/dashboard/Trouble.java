package dev.linchpin.systemtests.dashboard;

import dev.linchpin.systemtests.Installation;
import dev.linchpin.systemtests.Wait;
import java.util.List;

/** What somebody has to settle: made by people who edit both sides while Linchpin is stopped, and see nothing of each other. */
final class Trouble {
    static final String OURS = "Captain";
    static final String THEIRS = "Admiral";
    static final String REFUSED = "friend of the house";

    private Trouble() {}

    /** Both sides of these records say something else about the job. */
    static void conflicts(Installation installation, List<String> records) {
        installation.stop();
        for (var record : records) {
            installation.contacts().set(record, "jobtitle", OURS);
            installation.account().edit(record, "jobtitle", THEIRS);
        }
        installation.goOn();
        for (var record : records) {
            Wait.until(() -> !installation.api().conflicts(record).isEmpty());
        }
    }

    /** HubSpot knows no such stage. */
    static void refusals(Installation installation, List<String> records) {
        for (var record : records) {
            installation.contacts().set(record, "lifecyclestage", REFUSED);
        }
        for (var record : records) {
            Wait.until(() -> !installation.api().deadLetters(record).isEmpty());
        }
    }
}
