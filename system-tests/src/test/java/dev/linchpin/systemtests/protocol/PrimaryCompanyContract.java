package dev.linchpin.systemtests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.EdgeMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import org.jspecify.annotations.Nullable;

/** What the contracts about a foreign key that is the primary company, {@code contacts.company_id}, have in common. */
abstract class PrimaryCompanyContract extends EdgesContract {
    PrimaryCompanyContract(Place place) {
        super(place);
    }

    static EdgeMapping company(Policy policy) {
        return new EdgeMapping(
                "company",
                ObjectType.COMPANIES,
                new EdgeMapping.Holder.Column("company_id"),
                EdgeMapping.PRIMARY,
                Direction.BOTH,
                policy);
    }

    static @Nullable String companyOf(Bed bed, String contact) {
        return bed.value("select company_id from " + contactsTable(bed) + " where hubspot_id = '" + contact + "'");
    }

    static void setCompany(Bed bed, String contact, @Nullable String key) {
        bed.sql("update " + contactsTable(bed) + " set company_id = " + key + " where hubspot_id = '" + contact + "'");
    }

    static String recordOf(Bed bed, String email) {
        return String.valueOf(
                bed.value("select hubspot_id from " + contactsTable(bed) + " where email = '" + email + "'"));
    }

    /** A contact, and companies that it may belong to. */
    record Scene(Bed bed, String contact, String company, String other, String third) {}

    /** In step; the contact has no company. */
    Scene unassociated() {
        return unassociated(Policy.MANUAL);
    }

    private Scene unassociated(Policy policy) {
        var bed = started(bed(3, 3, company(policy)));
        var companies = companies(bed);
        return new Scene(bed, contacts(bed).getFirst(), companies.get(0), companies.get(1), companies.get(2));
    }

    /** Both sides say that the contact belongs to the first company. */
    Scene together() {
        return together(Policy.MANUAL);
    }

    Scene together(Policy policy) {
        var scene = unassociated(policy);
        setCompany(scene.bed(), scene.contact(), companyKey(scene.bed(), scene.company()));
        scene.bed().settle();
        assertThat(isPrimary(scene.bed(), scene.contact(), scene.company())).isTrue();
        return scene;
    }
}
