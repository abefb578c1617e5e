package dev.linchpin.systemtests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.desk.Choice;
import dev.linchpin.engine.desk.Verdict;
import dev.linchpin.engine.model.Policy;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A foreign key and a primary company that are changed at once. */
abstract class EdgeColumnConflictsContract extends PrimaryCompanyContract {
    EdgeColumnConflictsContract(Place place) {
        super(place);
    }

    /** The row names another company than the record. */
    private Scene apart(Policy policy) {
        var scene = together(policy);
        var bed = scene.bed();
        bed.whileDown(() -> {
            setCompany(bed, scene.contact(), companyKey(bed, scene.other()));
            associate(bed, scene.contact(), scene.third(), PRIMARY);
        });
        return scene;
    }

    @Test
    void both_sides_naming_the_same_company_agree() {
        var together = together();
        var bed = together.bed();
        var before = writes(bed);

        bed.whileDown(() -> {
            setCompany(bed, together.contact(), companyKey(bed, together.other()));
            associate(bed, together.contact(), together.other(), PRIMARY);
        });

        assertThat(conflicts(bed)).isEmpty();
        assertThat(writes(bed)).isEqualTo(before);
        assertThat(companyOf(bed, together.contact())).isEqualTo(companyKey(bed, together.other()));
    }

    @Test
    void both_sides_naming_different_companies_is_a_conflict_that_names_both() {
        var apart = apart(Policy.MANUAL);
        var bed = apart.bed();

        assertThat(conflicts(bed)).singleElement().satisfies(conflict -> {
            assertThat(conflict.field()).isEqualTo("company");
            assertThat(conflict.local().text()).isEqualTo(companyKey(bed, apart.other()));
            assertThat(conflict.hubspot().text()).isEqualTo(companyKey(bed, apart.third()));
        });
        assertThat(companyOf(bed, apart.contact())).isEqualTo(companyKey(bed, apart.other()));
        assertThat(isPrimary(bed, apart.contact(), apart.third())).isTrue();
    }

    @Test
    void such_a_conflict_outlives_a_change_of_another_field() {
        var apart = apart(Policy.MANUAL);

        update(apart.bed(), apart.contact(), "phone", "123");
        apart.bed().settle();

        assertThat(conflicts(apart.bed())).hasSize(1);
    }

    @Test
    void such_a_conflict_can_be_settled_either_way() {
        for (var choice : List.of(new Choice.DatabaseHolds(), new Choice.HubSpotHolds())) {
            var apart = apart(Policy.MANUAL);
            var bed = apart.bed();

            var verdict = resolve(bed, choice);
            bed.settle();

            var holds = choice instanceof Choice.DatabaseHolds ? apart.other() : apart.third();
            assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
            assertThat(companyOf(bed, apart.contact())).isEqualTo(companyKey(bed, holds));
            assertThat(isPrimary(bed, apart.contact(), holds)).isTrue();
            assertThat(conflicts(bed)).isEmpty();
            bed.close();
        }
    }

    @Test
    void a_settlement_of_companies_that_have_moved_is_refused() {
        var apart = apart(Policy.MANUAL);
        var bed = apart.bed();
        var shown = conflicts(bed).getFirst();

        setCompany(bed, apart.contact(), "null");
        var verdict = bed.engine().desk().resolve(shown.id(), new Choice.DatabaseHolds(), OptionalInt.empty());

        assertThat(verdict).isInstanceOf(Verdict.Moved.class);
    }

    @Test
    void the_policy_of_the_edge_decides_between_different_companies() {
        for (var policy : List.of(Policy.HUBSPOT_WINS, Policy.DATABASE_WINS)) {
            var apart = apart(policy);
            var bed = apart.bed();

            var holds = policy == Policy.DATABASE_WINS ? apart.other() : apart.third();
            assertThat(companyOf(bed, apart.contact())).isEqualTo(companyKey(bed, holds));
            assertThat(isPrimary(bed, apart.contact(), holds)).isTrue();
            bed.close();
        }
    }
}
