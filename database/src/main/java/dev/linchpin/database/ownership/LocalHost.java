package dev.linchpin.database.ownership;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;

/** The machine that this process runs on, as the operating system describes it. */
final class LocalHost implements Host {
    @Override
    public OwnerProcess self() {
        var process = ProcessHandle.current();
        return new OwnerProcess(name(), process.pid(), startedAt(process));
    }

    @Override
    public boolean isRunning(OwnerProcess process) {
        return ProcessHandle.of(process.pid())
                .filter(ProcessHandle::isAlive)
                .filter(running -> process.startedAt() == 0 || startedAt(running) == process.startedAt())
                .isPresent();
    }

    private static long startedAt(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static String name() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return "localhost";
        }
    }
}
