import { readdirSync } from 'node:fs';

/**
 * Loads the modules of a folder beside this one, one after another in the order of their names.
 *
 * @param {string} folder
 * @param {(area: string) => void} [before] told the name of each file, without its ending, before it is loaded
 * @returns {Promise<Map<string, any>>} the modules by that name
 */
export async function loadFolder(folder, before = () => {}) {
  const url = new URL(`../${folder}/`, import.meta.url);
  const modules = new Map();
  for (const file of readdirSync(url).filter((name) => name.endsWith('.js')).sort()) {
    const area = file.slice(0, -'.js'.length);
    before(area);
    modules.set(area, await import(new URL(file, url).href));
  }
  return modules;
}
