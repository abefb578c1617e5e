import { check } from '../frame/checks.js';

/** Switches on that HubSpot finds companies for contacts, until the end of the check. */
const findCompanies = (simulator, further = {}) => simulator.settings({ autoAssociation: { enabled: true, ...further } });

/** A domain that no other company has. */
const domain = (make) => `${make.name()}.example`;

async function companiesOf({ hubspot, expectStatus }, contact) {
  const { results } = expectStatus(await hubspot.associations.list('contacts', contact, 'companies'), 200);
  return results.map(({ toObjectId, associationTypes }) => [String(toObjectId), associationTypes.some(({ typeId }) => typeId === 1)]);
}

check(
  "a contact is linked to the company of its address's domain, as primary",
  { facts: ['side-effects/company-by-domain'], harmless: true, simulatorOnly: true },
  async (context) => {
    const { make, simulator, assert, eventually } = context;
    await findCompanies(simulator);
    const name = domain(make);
    const { id: company } = await make.record('companies', { domain: name });
    const { id: contact } = await make.record('contacts', { email: `ada@${name}` });
    assert.deepEqual(await companiesOf(context, contact), []);
    await eventually(async () => assert.deepEqual(await companiesOf(context, contact), [[company, true]]));
  },
);

check(
  'a company is created for a domain that none has',
  { facts: ['side-effects/company-created'], harmless: true, simulatorOnly: true },
  async (context) => {
    const { hubspot, make, simulator, assert, expectStatus, eventually } = context;
    await findCompanies(simulator);
    const name = domain(make);
    const { id: contact } = await make.record('contacts', { email: `ada@${name}` });
    await eventually(async () => {
      const [[company]] = await companiesOf(context, contact);
      make.remember('companies', company);
      const properties = ['domain', 'hs_object_source'];
      const read = expectStatus(await hubspot.objects.read('companies', company, { properties }), 200);
      assert.equal(read.properties.domain, name);
      assert.equal(read.properties.hs_object_source, 'AUTO_ASSOCIATE_BY_DOMAIN');
    });
  },
);

check(
  'a company is found by an additional domain',
  { facts: ['side-effects/company-by-additional-domain'], harmless: true, simulatorOnly: true },
  async (context) => {
    const { make, simulator, assert, eventually } = context;
    await findCompanies(simulator);
    const name = domain(make);
    const { id: company } = await make.record('companies', { domain: domain(make), hs_additional_domains: name });
    const { id: contact } = await make.record('contacts', { email: `ada@${name}` });
    await eventually(async () => assert.deepEqual(await companiesOf(context, contact), [[company, true]]));
  },
);

check(
  "a freemail address gives way to the contact's website",
  { facts: ['side-effects/freemail'], harmless: true, simulatorOnly: true },
  async (context) => {
    const { make, simulator, assert, eventually } = context;
    await findCompanies(simulator);
    const name = domain(make);
    const { id: company } = await make.record('companies', { domain: name });
    const email = () => `${make.name()}@gmail.com`;
    const { id: without } = await make.record('contacts', { email: email() });
    const { id: contact } = await make.record('contacts', { email: email(), website: `https://www.${name}/about` });
    await eventually(async () => {
      assert.deepEqual(await companiesOf(context, contact), [[company, true]]);
      assert.deepEqual(await companiesOf(context, without), []);
    });
  },
);

check(
  'an excluded domain is left alone',
  { facts: ['side-effects/excluded-domains'], harmless: true, simulatorOnly: true },
  async (context) => {
    const { make, simulator, assert, eventually } = context;
    const name = domain(make);
    await findCompanies(simulator, { excludedDomains: [name] });
    const { id: contact } = await make.record('contacts', { email: `ada@${name}` });
    await eventually(async () => assert.deepEqual(await companiesOf(context, contact), []));
  },
);

check(
  'a company counts its contacts, and its last-modified property does not move for it',
  { facts: ['side-effects/counts-of-links', 'side-effects/link-counts-do-not-bump'], harmless: true },
  async ({ hubspot, make, assert, expectStatus, eventually }) => {
    const { id: company, updatedAt } = await make.record('companies');
    const { id: contact } = await make.record('contacts');
    expectStatus(await hubspot.associations.link('contacts', contact, 'companies', company), 200);
    await eventually(async () => {
      const properties = ['num_associated_contacts'];
      const read = expectStatus(await hubspot.objects.read('companies', company, { properties }), 200);
      assert.equal(read.properties.num_associated_contacts, '1');
      assert.equal(Date.parse(read.updatedAt), Date.parse(updatedAt));
    });
  },
);

check(
  'a contact names its primary company',
  { facts: ['side-effects/primary-company-on-records'], harmless: true },
  async ({ hubspot, make, assert, expectStatus, eventually }) => {
    const { id: company } = await make.record('companies');
    const { id: contact } = await make.record('contacts');
    const primary = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 1 }];
    expectStatus(await hubspot.associations.label('contacts', contact, 'companies', company, primary), 201);
    await eventually(async () => {
      const { properties } = expectStatus(await hubspot.objects.read('contacts', contact, { properties: ['associatedcompanyid'] }), 200);
      assert.equal(properties.associatedcompanyid, company);
    });
  },
);
