// What a first visit loads, gzipped: the entry with everything it imports at once, and their style sheets.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const LIMIT = 300_000;
const app = 'target/classes/dev/linchpin/dashboard/app/';
const manifest = JSON.parse(readFileSync(`${app}.vite/manifest.json`, 'utf8'));

const files = new Set();
function add(name) {
  const chunk = manifest[name];
  if (!files.has(chunk.file)) {
    [chunk.file, ...(chunk.css ?? [])].forEach((file) => files.add(file));
    (chunk.imports ?? []).forEach(add);
  }
}
Object.keys(manifest)
  .filter((name) => manifest[name].isEntry)
  .forEach(add);

const bytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(app + file)).length, 0);
if (files.size === 0 || bytes > LIMIT) {
  console.error(`First load: ${bytes} bytes gzipped in ${files.size} files; the limit is ${LIMIT}.`);
  process.exit(1);
}
console.log(`First load: ${Math.round(bytes / 1000)} kB gzipped of ${LIMIT / 1000} kB.`);
