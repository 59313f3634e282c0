// A stand-in for `wutong serve`: the built console under its strict Content-Security-Policy, and the
// interface over data in memory. It refuses as the real one does; it keeps nothing.
import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { answer_interface } from './interface.mjs'

export const policy =
  "default-src 'self'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; object-src 'none'; " +
  "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json' }

function send_file(folder, path, response) {
  const wanted = join(folder, normalize(path))
  const file = existsSync(wanted) && statSync(wanted).isFile() ? wanted : extname(path) ? null : join(folder, 'index.html')
  if (!file) return response.writeHead(404).end()
  response.writeHead(200, {
    'Content-Type': types[extname(file)] ?? 'application/octet-stream',
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  })
  createReadStream(file).pipe(response)
}

/** Starts the server on a free loopback port; resolves with its address and stop(). */
export function start_mock_server(folder) {
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://mock')
    if (!url.pathname.startsWith('/api/v1')) return send_file(folder, decodeURIComponent(url.pathname), response)
    answer_interface(request, response, url).catch((fault) => {
      console.error(fault)
      response.writeHead(500).end()
    })
  })
  return new Promise((resolve) => {
    server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () =>
      resolve({ url: `http://127.0.0.1:${server.address().port}`, stop: () => (server.closeAllConnections?.(), server.close()) }))
  })
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const folder = process.argv[2] ?? new URL('../../../build/console', import.meta.url).pathname
  console.log((await start_mock_server(folder)).url)
}
