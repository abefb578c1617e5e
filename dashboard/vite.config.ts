import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// The server that `npm run dev` works with.
const server = process.env.LINCHPIN_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  root: 'src/main/app',
  envDir: false,
  plugins: [react()],
  build: {
    outDir: '../../../target/classes/dev/linchpin/dashboard/app',
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0, // data: addresses are not allowed by the server's content security policy
    modulePreload: { polyfill: false },
    target: 'es2023',
    chunkSizeWarningLimit: 1000, // check-size.js tells what counts
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': { target: server, changeOrigin: true }, '/config.json': server },
  },
  test: {
    environment: 'jsdom',
    environmentOptions: { jsdom: { url: 'http://127.0.0.1:8080/' } },
    setupFiles: ['testing/setup.ts'],
    restoreMocks: true,
  },
});
