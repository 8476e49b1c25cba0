import vue from '@vitejs/plugin-vue'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

export default defineConfig({
  root: dirname(fileURLToPath(import.meta.url)),
  plugins: [vue()],
  css: {
    postcss: {
      plugins: [
        {
          // The State's typeface is reserved for its own sites: its files are not shipped, the system's sans-serif is used.
          postcssPlugin: 'without-state-font',
          AtRule: { 'font-face': (rule) => void rule.remove() },
          Declaration: {
            'font-family': (declaration) =>
              void (declaration.value = declaration.value.replace(/Marianne|Spectral/g, 'system-ui')),
          },
        },
      ],
    },
  },
  define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false', __INTLIFY_PROD_DEVTOOLS__: 'false' },
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2022', cssCodeSplit: true, reportCompressedSize: false },
})
