import vue from '@vitejs/plugin-vue'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

/** The State's typeface is reserved for its own sites: its files are not shipped, the system's sans-serif is used. */
const withoutStateFont: Plugin = {
  name: 'without-state-font',
  enforce: 'pre',
  transform: (code, id) =>
    /@gouvfr\/dsfr\/.*\.css/.test(id)
      ? code.replace(/@font-face\{[^}]*\}/g, '').replace(/font-family:Marianne,\s*arial,\s*sans-serif/g, 'font-family:system-ui,arial,sans-serif')
      : undefined,
}

export default defineConfig({
  root: dirname(fileURLToPath(import.meta.url)),
  plugins: [withoutStateFont, vue()],
  define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false', __INTLIFY_PROD_DEVTOOLS__: 'false' },
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2022', cssCodeSplit: true, reportCompressedSize: false },
})
