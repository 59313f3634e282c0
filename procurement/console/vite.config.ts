import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import components from 'unplugin-vue-components/vite'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  plugins: [
    vue(),
    // Element Plus is taken in component by component, with its styles.
    components({ dirs: [], resolvers: [ElementPlusResolver()], dts: 'src/components.d.ts' }),
  ],
  resolve: { alias: { '@': here('./src') } },
  define: { __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false', __INTLIFY_PROD_DEVTOOLS__: 'false' },
  build: {
    outDir: process.env.WUTONG_CONSOLE_OUT ?? here('../../build/console'),
    emptyOutDir: true,
    assetsInlineLimit: 0, // nothing inline: the Content-Security-Policy allows no data: scripts or fonts
    modulePreload: { polyfill: false },
    manifest: 'manifest.json',
    target: 'es2020',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 600, // the chart's library, loaded when a price is looked at
  },
  server: {
    proxy: { '/api': process.env.WUTONG_URL ?? 'http://127.0.0.1:8080' },
  },
})
