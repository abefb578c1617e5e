/** Where the API is. Set when building (VITE_API_URL), or where the pages are hosted, by a file /config.json; else here. */
let base = clean(import.meta.env.VITE_API_URL);

function clean(url: unknown): string {
  return typeof url === 'string' ? url.replace(/\/+$/, '') : '';
}

export async function loadConfig(): Promise<void> {
  try {
    const answer = await fetch('/config.json', { headers: { Accept: 'application/json' } });
    if (answer.ok && answer.headers.get('Content-Type')?.includes('json')) {
      const config = (await answer.json()) as { api_url?: unknown };
      base = clean(config.api_url) || base;
    }
  } catch {
    // The server is away; what was set when building holds, and the frame says what is the matter.
  }
}

export function apiUrl(path: string): string {
  return base + path;
}
