package dev.linchpin.benchmarks.measure;

/** Tells people how far something has come. */
@FunctionalInterface
public interface Progress {
    /** For nobody. */
    Progress NONE = (what, total) -> new Task() {
        @Override
        public void to(long done) {
            // Nobody looks.
        }

        @Override
        public void close() {
            // Nobody looks.
        }
    };

    /**
     * Begins something.
     *
     * @param total how much there is to do
     */
    Task begin(String what, long total);

    /** Something under way; closed when it ends. */
    interface Task extends AutoCloseable {

        /** @param done of the total */
        void to(long done);

        @Override
        void close();
    }
}
