/**
 * The table that the script keeps, behind the usual Node driver of each database. Every statement commits by itself, as it does
 * for whoever does not ask for more.
 *
 * @typedef {object} Contacts
 * @property {(contact: {id: string, properties: object}) => Promise<void>} upsert
 * @property {(city: string) => Promise<{hubspot_id: string, city: string}[]>} move changes the city of every row, and answers the rows
 * @property {() => Promise<void>} close
 */

/**
 * @param {string} url `sqlite:FILE`, `postgresql://...` or `mysql://...`
 * @param {string[]} properties the columns, besides HubSpot's id
 * @returns {Promise<Contacts>}
 */
export async function open(url, properties) {
  if (url.startsWith('sqlite:')) {
    return sqlite(url.slice('sqlite:'.length), properties);
  }
  return url.startsWith('mysql:') ? mysql(url, properties) : postgresql(url, properties);
}

const values = (contact, properties) => [contact.id, ...properties.map((name) => contact.properties[name] || null)];

async function sqlite(file, properties) {
  const { default: Database } = await import('better-sqlite3');
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.exec(definition(properties, 'text', '"'));
  const statement = database.prepare(upsert(properties, () => '?'));
  return {
    upsert: async (contact) => {
      statement.run(values(contact, properties));
    },
    move: async (city) => {
      database.prepare('update contacts set city = ?').run(city);
      return database.prepare('select hubspot_id, city from contacts').all();
    },
    close: async () => {
      database.close();
    },
  };
}

async function postgresql(url, properties) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(definition(properties, 'text', '"'));
  // Named, so that it is parsed and planned once.
  const query = { name: 'upsert', text: upsert(properties, (number) => `$${number}`) };
  return {
    upsert: async (contact) => {
      await client.query({ ...query, values: values(contact, properties) });
    },
    move: async (city) => {
      await client.query('update contacts set city = $1', [city]);
      return (await client.query('select hubspot_id, city from contacts')).rows;
    },
    close: () => client.end(),
  };
}

async function mysql(url, properties) {
  const { createConnection } = await import('mysql2/promise');
  const connection = await createConnection(url);
  await connection.query(definition(properties, 'text', '`'));
  const columns = properties.map((name) => `\`${name}\``);
  const text =
    `insert into contacts (hubspot_id, ${columns.join(', ')}) values (${Array(properties.length + 1).fill('?').join(', ')})` +
    ` on duplicate key update ${columns.map((name) => `${name} = values(${name})`).join(', ')}`;
  return {
    upsert: async (contact) => {
      await connection.execute(text, values(contact, properties));
    },
    move: async (city) => {
      await connection.query('update contacts set city = ?', [city]);
      return (await connection.query('select hubspot_id, city from contacts'))[0];
    },
    close: () => connection.end(),
  };
}

function definition(properties, type, quote) {
  const columns = properties.map((name) => `${quote}${name}${quote} ${type}`);
  return `create table if not exists contacts (hubspot_id varchar(20) primary key, ${columns.join(', ')})`;
}

function upsert(properties, parameter) {
  const columns = properties.map((name) => `"${name}"`);
  const parameters = Array.from({ length: properties.length + 1 }, (_, index) => parameter(index + 1));
  return (
    `insert into contacts (hubspot_id, ${columns.join(', ')}) values (${parameters.join(', ')})` +
    ` on conflict (hubspot_id) do update set ${columns.map((name) => `${name} = excluded.${name}`).join(', ')}`
  );
}
