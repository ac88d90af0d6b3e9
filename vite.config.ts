import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// Tutor sets PUBLIC_PATH to '/panorama/'. The screen is built to dist/ (Tutor's contract), the service to build/.
const base = process.env.PUBLIC_PATH ?? '/'

export default defineConfig(({ isSsrBuild }) =>
  isSsrBuild
    ? {
        build: {
          outDir: 'build',
          copyPublicDir: false,
          emptyOutDir: true,
          target: 'node20',
          sourcemap: true,
          rollupOptions: {
            input: {
              main: 'server/main.ts',
              cli: 'server/cli.ts',
              'mapping-worker': 'server/ingest/mapping-worker.ts',
            },
            output: { entryFileNames: '[name].js', chunkFileNames: 'parts/[name]-[hash].js' },
          },
        },
      }
    : {
        root: 'src',
        base,
        publicDir: '../public',
        plugins: [react()],
        define: { 'import.meta.env.PUBLIC_PATH': JSON.stringify(base) },
        build: { outDir: '../dist', emptyOutDir: true, sourcemap: false, target: 'es2022' },
        server: {
          host: '0.0.0.0',
          port: Number(process.env.PORT ?? 2100),
          allowedHosts: true,
          proxy: {
            [`${base}api`]: process.env.PANORAMA_DEV_SERVER ?? 'http://127.0.0.1:2101',
            '/stand-in-lms': process.env.PANORAMA_DEV_SERVER ?? 'http://127.0.0.1:2101',
          },
        },
      },
)
