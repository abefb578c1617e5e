package dev.linchpin.systemtests.protocol;

import dev.linchpin.engine.model.Policy;
import dev.linchpin.simulator.SimulatorOptions;
import dev.linchpin.systemtests.SharedPostgres;

class PostgresProtocolTest extends ProtocolContract {
    @Override
    Bed bed(SimulatorOptions options, Policy policy) {
        return new Bed(SharedPostgres.freshDatabase(), type -> "hubspot." + type.name(), options, policy);
    }
}
